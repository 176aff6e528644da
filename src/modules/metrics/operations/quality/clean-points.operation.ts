import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../../kernel/actor/index.js';
import { notFound } from '../../../../kernel/errors/index.js';
import { Transactions } from '../../../../platform/database/index.js';
import type { CleaningAction } from '../../domain/metric-words.js';
import type { Finding } from '../../domain/quality/cleaning-words.js';
import { MetricBatch } from '../../persistence/metric-batch.entity.js';
import { MetricCleaning } from '../../persistence/metric-cleaning.entity.js';
import { Metrics } from '../../queries/metrics.query.js';
import { type CleaningDecision, DecideCleanings } from './decide-cleanings.js';

export interface BatchCleaning {
  readonly finding: Finding;
  readonly action: CleaningAction;
  readonly reason?: string | null;
}

const CLEANING = { en: 'cleaning', 'zh-CN': '清洗建议' };
const BATCH = { en: 'upload', 'zh-CN': '上传批次' };

/** What a person decides about findings: one at a time, or all of a kind in an upload. */
@Injectable()
export class CleanPoints {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
    private readonly decide: DecideCleanings,
  ) {}

  /** @throws DomainError not_found, illegal_state, conflict */
  async one(actor: Actor, code: string, id: string, decision: CleaningDecision): Promise<MetricCleaning> {
    return this.transactions.run(async (tx) => {
      const { id: metricId, workspaceId } = await this.metrics.find(tx, actor.workspace.id, code);
      const decided = await this.decide.run(tx, actor, metricId, [id], decision);
      if (decided === 0) throw notFound(CLEANING);
      return tx.findOneByOrFail(MetricCleaning, { id, workspaceId });
    });
  }

  /**
   * Applies every proposal of that kind in an upload.
   *
   * @returns how many there were
   * @throws DomainError not_found, conflict
   */
  async batch(
    actor: Actor,
    code: string,
    batchId: string,
    { finding, action, reason }: BatchCleaning,
  ): Promise<number> {
    return this.transactions.run(async (tx) => {
      const { id: metricId, workspaceId } = await this.metrics.find(tx, actor.workspace.id, code);
      if (!(await tx.existsBy(MetricBatch, { id: batchId, metricId, workspaceId }))) throw notFound(BATCH);
      const found = await tx.findBy(MetricCleaning, { batchId, metricId, workspaceId, finding, state: 'proposed' });
      const ids = found.map(({ id }) => id);
      if (ids.length === 0) return 0;
      return this.decide.run(tx, actor, metricId, ids, { verb: 'apply', action, reason: reason ?? null });
    });
  }
}
