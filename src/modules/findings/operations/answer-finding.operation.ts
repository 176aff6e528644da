import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { Finding } from '../persistence/finding.entity.js';
import { FindingAccess } from './finding-access.js';

/** Answers a finding; an auditor judges whether that holds. */
@Injectable()
export class AnswerFinding {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: FindingAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, version: number, answer: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { finding, item } = await this.access.forMove(tx, actor, { id, version }, 'answered');
      const after = { state: 'answered', answer } as const;
      const by = { answeredBy: actor.userId, answeredAt: this.clock.now(), version: version + 1 };
      await tx.update(Finding, { id }, { ...after, ...by });
      await this.journal.record(tx, actor, {
        type: 'finding.answered',
        subject: { type: 'finding', id },
        itemId: item.id,
        changes: changesBetween(finding, after),
        facts: { key: item.key, title: item.title, raisedBy: finding.createdBy },
      });
    });
  }
}
