import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { type Actor, actsFor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { Finding } from '../persistence/finding.entity.js';
import { FindingAccess } from './finding-access.js';

export const VERDICTS = ['verified', 'reopened'] as const;

export interface Verdict {
  readonly verdict: (typeof VERDICTS)[number];
  readonly reason?: string | null;
}

const SOMEBODY_ELSE = { en: 'somebody other than who answered it', 'zh-CN': '回复人以外的人' };
const REASON_NEEDED = { en: 'say what the answer leaves open', 'zh-CN': '请说明回复中尚未解决之处' };

/** Says whether the answer to a finding holds, or takes the finding up again. */
@Injectable()
export class JudgeFinding {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: FindingAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, version: number, { verdict, reason = null }: Verdict): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { finding, item } = await this.access.forMove(tx, actor, { id, version }, verdict);
      if (actsFor(actor, finding.answeredBy)) throw new DomainError('not_yours', { who: SOMEBODY_ELSE });
      const isSilent = verdict === 'reopened' && !reason;
      refuseFields(isSilent ? [{ field: 'reason', code: 'reason_needed', message: REASON_NEEDED }] : []);
      const by = { judgedBy: actor.userId, judgedAt: this.clock.now(), version: version + 1 };
      await tx.update(Finding, { id }, { state: verdict, ...by });
      await this.journal.record(tx, actor, {
        type: `finding.${verdict}`,
        subject: { type: 'finding', id },
        itemId: item.id,
        changes: changesBetween(finding, { state: verdict }),
        reason,
        facts: { key: item.key, title: item.title, ownerId: item.ownerId },
      });
    });
  }
}
