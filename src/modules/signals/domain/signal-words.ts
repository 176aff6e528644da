import { type Localised } from '../../../kernel/text/index.js';
import {
  FIRM_PERIODS,
  type RunRule,
  type Side,
  type SignalProposal,
  type SignalReason,
} from '../../../statistics/index.js';

/** A sentence and what it is filled with. */
export interface Sentence {
  readonly message: Localised;
  readonly params: Readonly<Record<string, string | number | Localised>>;
}

/** What the sentences need to know of the series. */
export interface SeriesWords {
  readonly labels: readonly string[];
  readonly direction: 'up' | 'down';
  readonly unit: string;
  /** What the newest period is out of, where limits follow that: `1,000 visits`. */
  readonly outOf?: { readonly size: number; readonly name: string };
}

export const PROPOSAL_NAMES: Readonly<Record<SignalProposal['proposal'], Localised>> = {
  short_term: { en: 'short-term fluctuation', 'zh-CN': '短期波动' },
  structural: { en: 'structural problem', 'zh-CN': '长期结构性问题' },
};

const RULE_NAMES: Readonly<Record<RunRule, Localised>> = {
  'beyond-three-sigma': { en: 'a period beyond its limits', 'zh-CN': '超出控制限' },
  'two-of-three-beyond-two-sigma': { en: 'two of three periods beyond two sigma', 'zh-CN': '3 个周期中有 2 个超出 2σ' },
  'four-of-five-beyond-one-sigma': { en: 'four of five periods beyond one sigma', 'zh-CN': '5 个周期中有 4 个超出 1σ' },
  'eight-on-one-side': {
    en: 'eight periods running on one side of the centre',
    'zh-CN': '连续 8 个周期位于中心线同侧',
  },
  'nine-on-one-side': { en: 'nine periods running on one side of the centre', 'zh-CN': '连续 9 个周期位于中心线同侧' },
  'six-trending': { en: 'six periods running up or down', 'zh-CN': '连续 6 个周期递增或递减' },
  'fourteen-alternating': { en: 'fourteen periods alternating', 'zh-CN': '连续 14 个周期上下交替' },
  'fifteen-within-one-sigma': { en: 'fifteen periods within one sigma', 'zh-CN': '连续 15 个周期位于 1σ 之内' },
  'eight-outside-one-sigma': {
    en: 'eight periods outside one sigma on both sides',
    'zh-CN': '连续 8 个周期位于两侧 1σ 之外',
  },
};

const BETTER: Localised = { en: 'for the better', 'zh-CN': '向好' };
const WORSE: Localised = { en: 'for the worse', 'zh-CN': '向差' };

const REASONS: Readonly<Record<SignalReason['code'] | 'excursion_now' | 'within_own_limits', Localised>> = {
  within_limits: {
    en: 'No period of late lies beyond its limits ({lower} to {upper} {unit}), no level has moved and no trend is seen: this much is usual.',
    'zh-CN': '近期各周期均未超出控制限({lower} 至 {upper} {unit}),水平没有移动,也没有趋势:属于正常波动。',
  },
  within_own_limits: {
    en: 'No period of late lies beyond its own limits (for {size} {name}, as in the newest period, {lower} to {upper} {unit}), no level has moved and no trend is seen: this much is usual.',
    'zh-CN':
      '近期各周期均未超出各自的控制限(最新周期 {name} 为 {size},对应 {lower} 至 {upper} {unit}),水平没有移动,也没有趋势:属于正常波动。',
  },
  excursion: {
    en: '{label} lay beyond its limits {side} ({value} {unit}), but it did not last.',
    'zh-CN': '{label} 超出控制限({value} {unit},{side}),但没有持续。',
  },
  excursion_now: {
    en: '{label}, the newest period, lies beyond its limits {side} ({value} {unit}); whether it lasts, four periods will tell.',
    'zh-CN': '最新周期 {label} 超出控制限({value} {unit},{side});是否持续,还需四个周期才能判断。',
  },
  run: {
    en: 'Noise alone rarely makes this: {rule}, {side}, to {label}.',
    'zh-CN': '截至 {label},{rule}({side}):单凭随机波动很少出现。',
  },
  shift: {
    en: 'The level moved {side} with {label}, from {before} to {after} {unit}, and has stayed for {periods} periods.',
    'zh-CN': '自 {label} 起水平{side}移动,从 {before} 变为 {after} {unit},已持续 {periods} 个周期。',
  },
  trend: {
    en: 'It has been moving {side} throughout, by {slope} {unit} a period; chance alone would do so in {percent} % of cases.',
    'zh-CN': '一直在{side}移动,每个周期 {slope} {unit};单凭偶然出现的概率为 {percent} %。',
  },
};

const NOTES = {
  season_removed: {
    en: 'Its season ({period} periods, {percent} % of the movement) was taken out first; figures are without it.',
    'zh-CN': '已先剔除季节性(周期长度 {period},占波动的 {percent} %),以下数字均为剔除后的数值。',
  },
  season_unknown: {
    en: 'Three whole seasons are needed to know whether there is one ({period} periods each); a weekly pattern, say, could look like a shift.',
    'zh-CN': '需要三个完整季节(每个 {period} 个周期)才能判断是否有季节性;在此之前,季节性可能被误认为水平移动。',
  },
  persistent: {
    en: 'Neighbouring periods take after each other (autocorrelation {value}): the limits were widened and runs not judged.',
    'zh-CN': '相邻周期相互关联(自相关 {value}):控制限已放宽,且不判断连续同侧等规则。',
  },
  trial: {
    en: 'The limits are on trial: they come from {points} periods, and {firm} make them firm.',
    'zh-CN': '控制限为试用:基于 {points} 个周期,达到 {firm} 个周期后才可靠。',
  },
} as const satisfies Record<string, Localised>;

/** Why, in words a lead would use. */
export function reasonsIn(proposal: SignalProposal, words: SeriesWords): Sentence[] {
  return proposal.reasons.map((reason) => {
    const message = REASONS[wordingOf(reason, words)];
    return { message, params: { unit: words.unit, ...words.outOf, ...paramsOf(reason, proposal, words) } };
  });
}

function wordingOf(reason: SignalReason, { outOf }: SeriesWords): keyof typeof REASONS {
  if (reason.code === 'within_limits' && outOf) return 'within_own_limits';
  return reason.code === 'excursion' && !reason.isOver ? 'excursion_now' : reason.code;
}

/** What was done to the figures before they were judged, and how far they carry. */
export function notesOn({ season, persistence, standing }: SignalProposal, points: number): Sentence[] {
  const trial = standing === 'trial' ? [{ message: NOTES.trial, params: { points, firm: FIRM_PERIODS } }] : [];
  return [...noteOnSeason(season), ...noteOnPersistence(persistence), ...trial];
}

/** A season that was found, looked for in vain, or could not be looked for. */
export interface SeasonTold {
  readonly found: boolean | 'unknown';
  readonly period: number;
  readonly strength: number;
}

export function noteOnSeason(season: SeasonTold | null): Sentence[] {
  if (!season || season.found === false) return [];
  const { period, strength } = season;
  if (season.found === 'unknown') return [{ message: NOTES.season_unknown, params: { period } }];
  return [{ message: NOTES.season_removed, params: { period, percent: Math.round(100 * strength) } }];
}

export function noteOnPersistence(persistence: number): Sentence[] {
  return persistence > 0 ? [{ message: NOTES.persistent, params: { value: figure(persistence, 2) } }] : [];
}

function paramsOf(reason: SignalReason, { lower, upper }: SignalProposal, words: SeriesWords): Sentence['params'] {
  switch (reason.code) {
    case 'within_limits':
      return { lower: figure(lower), upper: figure(upper) };
    case 'excursion':
      return { ...placed(reason, words), value: figure(reason.value) };
    case 'run':
      return { ...placed(reason, words), rule: RULE_NAMES[reason.rule] };
    case 'shift': {
      const { before, after, periods } = reason;
      return { ...placed(reason, words), before: figure(before), after: figure(after), periods };
    }
    case 'trend':
      return { side: way(reason.side, words), slope: figure(reason.slope), percent: figure(100 * reason.pValue, 2) };
  }
}

function placed({ index, side }: { index: number; side: Side }, words: SeriesWords): Sentence['params'] {
  return { label: words.labels[index] ?? '', side: way(side, words) };
}

function way(side: Side, { direction }: SeriesWords): Localised {
  return (side === 'high') === (direction === 'up') ? BETTER : WORSE;
}

/** Four figures are as many as a lead reads. */
function figure(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits)));
}
