import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { DeadLetter } from '../../../platform/jobs/index.js';
import { Journal } from '../../audit/index.js';
import { DeadLetterAccess } from './dead-letter-access.js';

/** Asks for another attempt. It is an event like any other, so it is made once, survives a crash, and needs no queue now. */
@Injectable()
export class RetryDeadLetter {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: DeadLetterAccess,
    private readonly journal: Journal,
  ) {}

  async run(actor: Actor, id: string, version: number): Promise<void> {
    await this.transactions.run(async (tx) => {
      const letter = await this.access.forMove(tx, actor, { id, version }, 'retrying');
      await tx.update(DeadLetter, { id }, { state: 'retrying', version: version + 1 });
      await this.journal.record(tx, actor, {
        type: 'dead_letter.retried',
        subject: { type: 'dead_letter', id },
        itemId: letter.about?.itemId ?? null,
        changes: { state: { from: letter.state, to: 'retrying' } },
        facts: { name: letter.name },
      });
    });
  }
}
