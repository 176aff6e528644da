import type { Localised } from '../../../kernel/text/index.js';
import type { Period } from '../../../kernel/time/index.js';
import type { RunRule } from '../../../statistics/index.js';
import type { Chart, Comparison } from './rule-settings.js';
import type { Condition } from './rule-words.js';

/** What a counted period must not pass, as it stands in a sentence after "below" or "above". */
type Counted = Exclude<
  Condition,
  'control_chart' | 'unusual_for_hour' | 'late_data' | 'low_coverage' | 'feedback_concentration'
>;

export const LIMIT_WORDS: Record<Counted, Localised> = {
  worse_than_target: { en: 'its target of {limit}', 'zh-CN': '目标值 {limit}' },
  worse_than_baseline: {
    en: '{limit} ({percent} % worse than its baseline of {baseline}, {from} to {to})',
    'zh-CN': '{limit}(比基线 {baseline} 差 {percent} %,基线区间 {from} 至 {to})',
  },
  beyond_control_limits: { en: 'its {bound} limit of {limit}', 'zh-CN': '{bound}控制限 {limit}' },
  beyond_threshold: { en: 'the threshold of {limit}', 'zh-CN': '阈值 {limit}' },
  clear_decline: {
    en: '{limit}, {percent} % worse than {comparison}',
    'zh-CN': '{limit}(比{comparison}差 {percent} %)',
  },
};

/** The same without figures, for a title. */
export const SHORT_LIMIT_WORDS: Record<Counted, Localised> = {
  ...LIMIT_WORDS,
  worse_than_baseline: { en: 'its baseline by over {percent} %', 'zh-CN': '基线 {percent} % 以上' },
  clear_decline: { en: '{comparison} by over {percent} %', 'zh-CN': '{comparison} {percent} % 以上' },
};

export const SIDES = {
  up: { en: 'below', 'zh-CN': '低于' },
  down: { en: 'above', 'zh-CN': '高于' },
} as const;

/** What is worse than usual. */
export const EXTREMES = {
  up: { en: 'low', 'zh-CN': '偏低' },
  down: { en: 'high', 'zh-CN': '偏高' },
} as const;

export const BOUNDS = {
  up: { en: 'lower', 'zh-CN': '下' },
  down: { en: 'upper', 'zh-CN': '上' },
} as const;

export const COMPARISON_WORDS: Record<Comparison, Localised> = {
  previous_period: { en: 'the period before', 'zh-CN': '上一周期' },
  same_period_last_week: { en: 'the same period a week earlier', 'zh-CN': '上周同期' },
  same_period_last_year: { en: 'the same period a year earlier', 'zh-CN': '去年同期' },
};

export const CHART_WORDS: Record<Exclude<Chart, 'run_rules'>, Localised> = {
  xmr: { en: '{metric}', 'zh-CN': '{metric}' },
  moving_average: { en: 'The mean of {span} {periods} of {metric}', 'zh-CN': '{metric}的 {span} {periods}移动平均' },
  ewma: { en: 'The weighted mean of {metric}', 'zh-CN': '{metric}的指数加权平均' },
  p: { en: '{metric} over {span} {periods}', 'zh-CN': '{metric}的 {span} {periods}合计' },
  u: { en: '{metric} over {span} {periods}', 'zh-CN': '{metric}的 {span} {periods}合计' },
  cusum: { en: 'The cumulative sum of {metric}', 'zh-CN': '{metric}的累积和' },
};

export const PATTERN_WORDS: Record<RunRule, Localised> = {
  'beyond-three-sigma': { en: 'one beyond three sigma', 'zh-CN': '1 点超出 3σ' },
  'two-of-three-beyond-two-sigma': { en: 'two of three beyond two sigma', 'zh-CN': '3 点中有 2 点超出 2σ' },
  'four-of-five-beyond-one-sigma': { en: 'four of five beyond one sigma', 'zh-CN': '5 点中有 4 点超出 1σ' },
  'eight-on-one-side': { en: 'eight on one side of the centre', 'zh-CN': '连续 8 点位于中心线同侧' },
  'nine-on-one-side': { en: 'nine on one side of the centre', 'zh-CN': '连续 9 点位于中心线同侧' },
  'six-trending': { en: 'six in a trend', 'zh-CN': '连续 6 点持续变化' },
  'fourteen-alternating': { en: 'fourteen alternating', 'zh-CN': '连续 14 点上下交替' },
  'fifteen-within-one-sigma': { en: 'fifteen within one sigma', 'zh-CN': '连续 15 点在 1σ 以内' },
  'eight-outside-one-sigma': { en: 'eight outside one sigma', 'zh-CN': '连续 8 点在 1σ 以外' },
};

/** One of them, and several. */
export const PERIOD_NAMES: Record<Period, Localised> = {
  hour: { en: 'hours', 'zh-CN': '小时' },
  day: { en: 'days', 'zh-CN': '日' },
  week: { en: 'weeks', 'zh-CN': '周' },
  month: { en: 'months', 'zh-CN': '月' },
};
