import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { RulesToJudge } from '../queries/rules-to-judge.query.js';
import { ActOnFindings } from './acting/act-on-findings.operation.js';
import { WaitingFindings } from './acting/waiting-findings.js';
import { beginAnew } from './judging/begin-anew.js';
import { JudgeSeries } from './judging/judge-series.operation.js';

/** Judges rules and acts at once on what they find: for points that have come, and for a rule that has changed. */
@Injectable()
export class JudgeRule {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: RulesToJudge,
    private readonly judgeSeries: JudgeSeries,
    private readonly waiting: WaitingFindings,
    private readonly actOnFindings: ActOnFindings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(ruleId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const found = await this.rules.seriesOfRule(tx, ruleId);
      if (found) await this.runWithin(tx, found.workspaceId, found.seriesIds);
    });
  }

  /** @param anew what the series are compared with has changed */
  async runWithin(tx: Tx, workspaceId: string, seriesIds: readonly string[], { anew = false } = {}): Promise<void> {
    if (seriesIds.length === 0) return;
    await this.waiting.lock(tx, workspaceId);
    if (anew) await beginAnew(tx, seriesIds, this.clock.now());
    await this.judgeSeries.runWithin(tx, seriesIds);
    await this.actOnFindings.runWithin(tx, workspaceId, seriesIds);
  }
}
