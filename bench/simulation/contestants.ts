import { CHART_DEFAULTS, type GivenSettings, settingsOf } from '../../src/modules/triggers/domain/rule-settings.js';
import type { RuleTerms } from '../../src/modules/triggers/domain/rule-words.js';
import { NELSON_RULES } from '../../src/statistics/index.js';

/** The simulated metric: of independent normal values, better when higher. */
export const METRIC = { mean: 100, direction: 'up', target: null } as const;

/**
 * How noisy metrics are: standard deviation by mean, the coefficients of variation by which false_alarms.json of the
 * oracles judges "20 % below baseline". Whoever writes a rule in per cent writes it for all of them alike.
 */
export const NOISES = [0.05, 0.08, 0.1, 0.15, 0.2, 0.3] as const;

export interface Contestant {
  /** Points of one family are joined in the plot. */
  readonly family: string;
  readonly name: string;
  readonly terms: RuleTerms;
  /** What a workspace gets when it asks for a chart and says no more. */
  readonly isDefault?: boolean;
  /** As people build it by hand: it alarms whenever its condition becomes true, and knows no recovery. */
  readonly naive?: boolean;
  /** It asks for per cent of a mean or of a value, so that what it does depends on how noisy the metric is. */
  readonly inPercent?: boolean;
}

const ALONE = { k: 1, m: 1 } as const;
const BY_HAND = { recoveryPeriods: 1, coolDownPeriods: 0, flapAfter: 1_000_000 } as const;

/** Everything that is compared, each chart over a range of its limits. */
export const CONTESTANTS: readonly Contestant[] = [
  ...[2.4, 2.6, 2.8, 3, 3.2].map((width) => chart('XmR', `${width} σ`, { chart: 'xmr', width })),
  chart('XmR and run rules', 'Western Electric', { chart: 'run_rules' }),
  chart('XmR and run rules', 'Nelson', { chart: 'run_rules', runRules: NELSON_RULES }),
  ...[2.4, 2.6, 2.8, 2.9, 3, 3.2].map((width) => chart('EWMA', `λ 0.2, ${width} σ`, { chart: 'ewma', width })),
  ...[2.6, 3, 3.3, 3.6, 4, 4.4].map((decision) =>
    chart('CUSUM', `k 0.75, h ${decision}`, { chart: 'cusum', decision }),
  ),
  ...[2.5, 2.7, 2.9, 3.1, 3.3].map((width) =>
    chart('Mean of 8, locked limits', `${width} σ`, { chart: 'moving_average', width, limits: 'locked' }),
  ),
  ...[2.5, 2.7, 2.9, 3.1, 3.3].map((width) => ({
    ...chart('Mean of 8, growing limits', `${width} σ`, { chart: 'moving_average', width }),
    isDefault: width === CHART_DEFAULTS.moving_average.width,
  })),
  naive('2 in a row below the mean', 'worse_than_baseline', { k: 2, m: 2, percent: 0 }),
  naive('3 in a row below the mean', 'worse_than_baseline', { k: 3, m: 3, percent: 0 }),
  naive('2 in a row 10 % below the mean', 'worse_than_baseline', { k: 2, m: 2, percent: 10 }),
  naive('3 of 5 10 % below the mean', 'worse_than_baseline', { k: 3, m: 5, percent: 10 }),
  naive('2 of 3 20 % below the mean', 'worse_than_baseline', { k: 2, m: 3, percent: 20 }),
  naive('20 % below the mean once', 'worse_than_baseline', { ...ALONE, percent: 20 }),
  naive('2 in a row 10 % below the one before', 'clear_decline', { k: 2, m: 2, percent: 10 }),
  naive('20 % below the one before, once', 'clear_decline', { ...ALONE, percent: 20 }),
];

function chart(family: string, name: string, given: GivenSettings): Contestant {
  return { family, name, terms: terms('control_chart', ALONE, given) };
}

function naive(name: string, condition: RuleTerms['condition'], counts: Partial<RuleTerms>): Contestant {
  const given = condition === 'clear_decline' ? { comparison: 'previous_period' as const } : {};
  const inPercent = (counts.percent ?? 0) > 0;
  return { family: 'naive', name, naive: true, inPercent, terms: terms(condition, counts, { ...given, ...BY_HAND }) };
}

function terms(condition: RuleTerms['condition'], counts: Partial<RuleTerms>, given: GivenSettings): RuleTerms {
  const settings = settingsOf(condition, given);
  const rest = { percent: null, baselineFrom: null, baselineTo: null, k: 1, m: 1 };
  return { period: 'day', condition, ...rest, ...counts, settings };
}
