import { NELSON_RULES, type RunRule, WESTERN_ELECTRIC_RULES } from '../../../statistics/index.js';

/** Earlier periods that a decline is measured from. "Last year" is 52 weeks ago, so that weekdays meet weekdays. */
export const COMPARISONS = ['previous_period', 'same_period_last_week', 'same_period_last_year'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** `p`: shares, `u`: rates, of ratio metrics alone. */
export const CHARTS = ['xmr', 'run_rules', 'moving_average', 'ewma', 'cusum', 'p', 'u'] as const;
export type Chart = (typeof CHARTS)[number];

/** `locked`: as reckoned from the baseline. `growing`: quiet periods join it once they are older than the chart's span. */
export const LIMIT_KINDS = ['locked', 'growing'] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];

/** What a chart does with a season that its baseline shows. */
export const SEASON_HANDLINGS = ['remove', 'keep'] as const;
export type SeasonHandling = (typeof SEASON_HANDLINGS)[number];

export type { RunRule };
export const RUN_RULES: readonly RunRule[] = [...new Set([...WESTERN_ELECTRIC_RULES, ...NELSON_RULES])];

/** What only some conditions need, and how a series behaves once it has fired. Null: the condition has no use for it. */
export interface RuleSettings {
  readonly threshold: number | null;
  readonly comparison: Comparison | null;
  readonly chart: Chart | null;
  readonly runRules: readonly RunRule[] | null;
  readonly limits: LimitKind | null;
  /** Closed periods before the rule was made that set the limits, where no days are named. */
  readonly baselinePeriods: number | null;
  /** Whether a season that the baseline shows is taken out before a chart judges. */
  readonly season: SeasonHandling | null;
  /** Periods that a moving average joins, or a chart of ratios pools. */
  readonly span: number | null;
  /** Distance of the limits from the centre, in sigmas of the plotted figure. */
  readonly width: number | null;
  /** Of the newest period in an EWMA. */
  readonly weight: number | null;
  /** Slack and decision of a CUSUM, in sigmas. */
  readonly allowance: number | null;
  readonly decision: number | null;
  /** Whole weeks before the present one that say what is usual for an hour of the week. */
  readonly weeks: number | null;
  /** Key of the metric's segment that is watched: `channel=app`; the metric as a whole when null. */
  readonly segment: string | null;
  /** The module that feedback is counted for; every module by itself when null. */
  readonly module: string | null;
  /** Below so many (points, or the ratio's denominator) a period is not judged. */
  readonly minimumVolume: number | null;
  /** Successive healthy periods after which the series has recovered. */
  readonly recoveryPeriods: number;
  /** A healthy period is better than the limit by at least so many per cent of it. */
  readonly recoveryMargin: number;
  /** Periods after recovery or the item's end in which firing anew belongs to the same item. */
  readonly coolDownPeriods: number;
  /** So many firings within so many periods are flapping. */
  readonly flapAfter: number;
  readonly flapWindow: number;
  /** Clock hours within which somebody must have started (T-21: 48). */
  readonly reactionHours: number | null;
  /** Hours after its end that a period's value may take to come (T+1: 24). */
  readonly graceHours: number;
}

/**
 * A chart's own defaults. Span and width of the moving average lie on the frontier of docs/triggers.md: under 0.5 false
 * openings in 365 healthy periods, and nine in ten shifts of 1.5 sigma found within eight.
 */
export const CHART_DEFAULTS = {
  xmr: { width: 3 },
  run_rules: {},
  moving_average: { span: 8, width: 2.9 },
  ewma: { weight: 0.2, width: 2.9 },
  cusum: { allowance: 0.75, decision: 3.6 },
  p: { span: 8, width: 2.9 },
  u: { span: 8, width: 2.9 },
} as const satisfies Record<Chart, Partial<RuleSettings>>;

/** Charts of several periods together: single values that join the baseline late do not hide a shift. */
const GROWING: readonly Chart[] = ['moving_average', 'p', 'u'];

const NOTHING: RuleSettings = {
  threshold: null,
  comparison: null,
  chart: null,
  runRules: null,
  limits: null,
  baselinePeriods: null,
  season: null,
  span: null,
  width: null,
  weight: null,
  allowance: null,
  decision: null,
  weeks: null,
  segment: null,
  module: null,
  minimumVolume: null,
  recoveryPeriods: 3,
  recoveryMargin: 0,
  coolDownPeriods: 3,
  flapAfter: 3,
  flapWindow: 21,
  reactionHours: null,
  graceHours: 0,
};

export type GivenSettings = { readonly [Field in keyof RuleSettings]?: RuleSettings[Field] | null };

/** What was said, with the defaults of the condition and its chart for the rest. */
export function settingsOf(condition: string, given: GivenSettings): RuleSettings {
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value != null)) as Partial<RuleSettings>;
  if (condition === 'control_chart') {
    const chart = said.chart ?? 'moving_average';
    const rules = chart === 'run_rules' ? { runRules: WESTERN_ELECTRIC_RULES } : {};
    const grows = GROWING.includes(chart);
    const limits = { limits: grows ? 'growing' : 'locked', baselinePeriods: 60, season: 'remove' } as const;
    return { ...NOTHING, coolDownPeriods: 7, ...limits, ...rules, ...CHART_DEFAULTS[chart], ...said, chart };
  }
  if (condition === 'beyond_control_limits')
    return { ...NOTHING, width: 3, limits: 'locked', baselinePeriods: 60, season: 'remove', ...said };
  // An hour is short: what has been reported is not reported again for two days.
  // Rules of before said how wide the limits are; the detector knows it of each series.
  if (condition === 'unusual_for_hour') return { ...NOTHING, weeks: 6, coolDownPeriods: 48, ...said, width: null };
  return { ...NOTHING, ...said };
}
