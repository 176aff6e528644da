import type { Period } from '../../../../kernel/time/index.js';
import type { Comparison } from '../rule-settings.js';
import type { RuleTerms } from '../rule-words.js';
import { seasonAt } from '../season-place.js';
import type { Calibration, Direction, Series } from '../series.js';
import type { Strategy } from '../strategy.js';
import { concentrationStrategy, coverageStrategy, lateDataStrategy } from './arrival-strategies.js';
import { chartStrategy } from './chart-strategy.js';
import { countingStrategy } from './counting-strategy.js';
import { unusualHourStrategy, WEEK_OF_HOURS } from './unusual-hour-strategy.js';

/** What a rule is judged by beside its periods. */
export interface RuleFacts {
  readonly terms: Pick<RuleTerms, 'condition' | 'percent' | 'k' | 'm' | 'period' | 'settings'>;
  readonly direction: Direction;
  /** The metric's standing target as it is today. */
  readonly target: number | null;
  /** Targets that hold from a start in milliseconds on, oldest first; before the first the standing one does. */
  readonly targets?: readonly DatedTarget[];
  /** Mean of the frozen baseline. */
  readonly baseline: number | null;
}

export interface DatedTarget {
  readonly from: number;
  readonly value: number;
}

const HOUR_MS = 3_600_000;

/**
 * How a rule looks at its series; one entry a condition, and nothing elsewhere asks which condition it is.
 *
 * @returns null when there is nothing to compare with: a metric that has lost its target
 */
export function strategyOf(facts: RuleFacts): Strategy | null {
  const { terms, direction, target, targets = [], baseline } = facts;
  const { condition, k, m, percent, settings } = terms;
  switch (condition) {
    case 'worse_than_target':
      return target === null && targets.length === 0 ? null : counting(facts, 0, targetLimit(target, targets));
    case 'beyond_threshold':
      return settings.threshold === null ? null : counting(facts, 0, constant(settings.threshold));
    case 'worse_than_baseline':
      return baseline === null ? null : counting(facts, 0, constant(worseBy(baseline, percent ?? 0, direction)));
    case 'beyond_control_limits':
      return counting(facts, 0, (series, at, limits) => {
        return naturalLimit(limits, settings.width ?? 3, direction) + seasonAt(series, at, limits);
      });
    case 'clear_decline':
      return declining(facts, periodsBack(settings.comparison ?? 'previous_period', terms.period));
    case 'unusual_for_hour':
      return unusualHourStrategy({ k, m, direction, weeks: settings.weeks ?? 6 });
    case 'control_chart':
      return chartStrategy(settings, direction);
    case 'late_data':
      return lateDataStrategy(k, settings.graceHours * HOUR_MS);
    case 'low_coverage':
      return coverageStrategy(percent ?? 0, m);
    case 'feedback_concentration':
      return concentrationStrategy(settings.threshold ?? 1, m);
  }
}

type LimitAt = (series: Series, at: number, calibration: Calibration | null) => number;

function counting({ terms, direction }: RuleFacts, reach: number, limitAt: LimitAt): Strategy {
  const { k, m, settings } = terms;
  return countingStrategy({ k, m, direction, recoveryMargin: settings.recoveryMargin, reach, limitAt });
}

function targetLimit(standing: number | null, targets: readonly DatedTarget[]): LimitAt {
  const always = standing ?? NaN;
  if (targets.length === 0) return () => always;
  return ({ starts }, at) => targets.findLast(({ from }) => from <= (starts[at] ?? 0))?.value ?? always;
}

function constant(limit: number): LimitAt {
  return () => limit;
}

/** Worse than an earlier period of the same series by more than `percent` per cent of it. */
function declining(facts: RuleFacts, back: number): Strategy {
  const percent = facts.terms.percent ?? 0;
  return counting(facts, back, ({ values }, at) => worseBy(values[at - back] ?? NaN, percent, facts.direction));
}

/** Taken of the value's size, so that the limit lies on the worse side of a negative one too. */
function worseBy(value: number, percent: number, direction: Direction): number {
  const allowance = (Math.abs(value) * percent) / 100;
  return direction === 'up' ? value - allowance : value + allowance;
}

function naturalLimit(calibration: Calibration | null, width: number, direction: Direction): number {
  if (!calibration || !(calibration.sigma > 0)) return NaN;
  return calibration.centre + (direction === 'up' ? -width : width) * calibration.sigma;
}

const BACK: Record<Comparison, Record<Period, number>> = {
  previous_period: { hour: 1, day: 1, week: 1, month: 1 },
  same_period_last_week: { hour: WEEK_OF_HOURS, day: 7, week: 1, month: NaN },
  same_period_last_year: { hour: 52 * WEEK_OF_HOURS, day: 364, week: 52, month: 12 },
};

/** How many periods lie between one and the one it is compared with; NaN where the two do not go together. */
export function periodsBack(comparison: Comparison, period: Period): number {
  return BACK[comparison][period];
}
