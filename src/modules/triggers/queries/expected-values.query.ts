import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { startOfLocalDate } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type Metric, TargetSeries } from '../../metrics/index.js';
import type { MetricInForce } from '../domain/judge-of.js';
import type { WatchedMetric } from '../domain/rule-contradictions.js';

export interface Expecting {
  readonly rule: { readonly condition: string };
  readonly metric: Metric | null;
  readonly workspace: WorkspaceRef;
}

/** What is expected of metrics, as rules compare with it. */
@Injectable()
export class ExpectedValues {
  constructor(private readonly targetSeries: TargetSeries) {}

  /** @returns one for each, in their order; targets by day are read for those alone that compare with them */
  async of(tx: Tx, watched: readonly Expecting[]): Promise<MetricInForce[]> {
    const asking = watched.filter(({ rule, metric }) => metric && rule.condition === 'worse_than_target');
    const targets = await this.targetSeries.ofMany(tx, [...new Set(asking.map(({ metric }) => metric?.id ?? ''))]);
    return watched.map(({ metric, workspace }) => ({
      direction: metric?.direction ?? 'down',
      target: metric?.target ?? null,
      targets: (targets.get(metric?.id ?? '') ?? []).map(({ from, value }) => ({
        from: startOfLocalDate(from, workspace.timeZone).getTime(),
        value,
      })),
    }));
  }

  /** A metric as a rule must fit it: a target from some day on is a target. */
  async watched(tx: Tx, metric: Metric | null): Promise<WatchedMetric | null> {
    if (!metric || metric.target !== null) return metric;
    const targets = await this.targetSeries.of(tx, metric);
    const { period, denominator } = metric;
    return { period, denominator, target: targets.at(-1)?.value ?? null };
  }
}
