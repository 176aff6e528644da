import type { Metric } from '../../../metrics/index.js';
import type { LeftOut, SpanOfPeriods } from '../../domain/fill-series.js';
import type { TriggerRule } from '../../persistence/trigger-rule.entity.js';

/** What is to be read of a series: whole periods of its rule. */
export interface Reading extends SpanOfPeriods {
  readonly rule: Pick<TriggerRule, 'workspaceId' | 'period' | 'settings'>;
  /** Null counts feedback. */
  readonly metric: Metric | null;
  readonly series: string;
  readonly timeZone: string;
  readonly leftOut: readonly LeftOut[];
}
