import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { DeadLetter } from '../../../platform/jobs/index.js';
import { Journal } from '../../audit/index.js';
import { DeadLetterAccess } from './dead-letter-access.js';

/** Decides that what failed need not happen any more. A sweep that goes on failing becomes a new dead letter. */
@Injectable()
export class DiscardDeadLetter {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: DeadLetterAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, version: number, reason: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const letter = await this.access.forMove(tx, actor, { id, version }, 'discarded');
      const settled = { settledAt: this.clock.now(), settledBy: actor.userId, settledBecause: reason };
      await tx.update(DeadLetter, { id }, { state: 'discarded', ...settled, version: version + 1 });
      await this.journal.record(tx, actor, {
        type: 'dead_letter.discarded',
        subject: { type: 'dead_letter', id },
        itemId: letter.about?.itemId ?? null,
        changes: { state: { from: letter.state, to: 'discarded' } },
        reason,
        facts: { name: letter.name },
      });
    });
  }
}
