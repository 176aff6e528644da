import type { Period } from '../../../kernel/time/index.js';
import { calibrate, calibrateRatio } from './calibration.js';
import { judgeOf, type RuleInForce } from './judge-of.js';
import { normalSource } from './random-normal.js';
import { walk, warmUp } from './replay.js';
import type { Calibration, Direction, Series } from './series.js';

/** A healthy metric to try a rule on: independent values about a level. */
export interface HealthyMetric {
  readonly direction: Direction;
  readonly target: number | null;
  readonly mean: number;
  readonly deviation: number;
  /** Periods the rule's own baseline would have held. */
  readonly baselinePeriods: number;
}

const PERIODS_A_YEAR: Record<Period, number> = { hour: 8766, day: 365, week: 52, month: 12 };
const SEED = 20_260_101;
/** Enough for a standard error of a tenth where a rule opens one item a year; fewer years of hours, which are long. */
const RUNS: Record<Period, number> = { hour: 12, day: 200, week: 400, month: 800 };

export interface FalseAlarms {
  /** Mean number of items a year that noise alone would open. */
  readonly perYear: number;
  readonly standardError: number;
  readonly years: number;
}

/**
 * How many items a year the rule opens on a metric with nothing wrong: years of noise of the metric's own size, walked by
 * the live job's function, the limits each time reckoned from a baseline of their own. A simulation and no formula, since
 * recovery, cool-down and limits from few periods all matter. Seeded: the same rule gives the same answer.
 */
export function expectedFalseAlarms(rule: RuleInForce, metric: HealthyMetric): FalseAlarms {
  const { period } = rule.terms;
  const draw = normalSource(SEED);
  const counts = Array.from({ length: RUNS[period] }, () => openingsInYear(rule, metric, PERIODS_A_YEAR[period], draw));
  const perYear = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const spread = counts.reduce((sum, count) => sum + (count - perYear) ** 2, 0) / Math.max(1, counts.length - 1);
  return { perYear, standardError: Math.sqrt(spread / counts.length), years: counts.length };
}

function openingsInYear(rule: RuleInForce, metric: HealthyMetric, periods: number, draw: () => number): number {
  const size = usualSize(rule.calibration);
  // The deviation of a ratio is that of one unit.
  const noise = metric.deviation / Math.sqrt(size ?? 1);
  const value = () => metric.mean + noise * draw();
  const baseline = Array.from({ length: Math.max(2, metric.baselinePeriods) }, value);
  const judge = judgeOf(
    {
      terms: rule.terms,
      baseline: rule.baseline === null ? null : baseline.reduce((sum, one) => sum + one, 0) / baseline.length,
      calibration: rule.calibration && recalibrated(rule.calibration, baseline),
    },
    metric,
  );
  if (!judge) return 0;
  const history = Math.max(judge.strategy.lookback, baseline.length);
  // What a chart looks back on when it starts is its own baseline.
  const before = Array.from({ length: history - baseline.length }, value);
  const values = [...before, ...baseline, ...Array.from({ length: periods }, value)];
  const series = { ...healthySeries(values), ...(size && { sizes: new Float64Array(values.length).fill(size) }) };
  const start = warmUp(judge, series, history, 0);
  const { moments } = walk(judge, series, start, { first: history, last: series.starts.length - 1, since: 0 });
  return moments.filter(({ kind }) => kind === 'fired').length;
}

/** Limits of the same kind from another baseline; a season is none where only noise is. */
function recalibrated(limits: Calibration, values: readonly number[]): Calibration {
  const size = usualSize(limits);
  if (!limits.ratio || size === null) return calibrate(values, '', '');
  const { kind, scale } = limits.ratio;
  const sizes = values.map(() => size);
  return calibrateRatio({ values, from: '', to: '' }, { kind, scale, sizes });
}

/** What a period of a ratio is out of on average; null for other metrics. */
function usualSize(limits: Calibration | null): number | null {
  return limits?.ratio ? limits.ratio.units / limits.count : null;
}

/** Values in periods without a calendar: nothing here depends on when they were. */
export function healthySeries(values: readonly number[]): Series {
  const starts = values.map((_, index) => index);
  return { starts, ends: starts.map((start) => start + 1), values: Float64Array.from(values), excluded: new Map() };
}
