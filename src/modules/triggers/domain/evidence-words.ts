import { type Locale, localise, type Localised, LOCALES, type MessageParams } from '../../../kernel/text/index.js';
import type { RunRule } from '../../../statistics/index.js';
import {
  BOUNDS,
  CHART_WORDS,
  COMPARISON_WORDS,
  EXTREMES,
  LIMIT_WORDS,
  PATTERN_WORDS,
  PERIOD_NAMES,
  SHORT_LIMIT_WORDS,
  SIDES,
} from './limit-words.js';
import type { MomentKind } from './machine.js';
import type { Condition, RuleTerms } from './rule-words.js';
import type { Direction } from './series.js';

/** What the sentences tell of. */
export interface Told {
  readonly kind: MomentKind;
  readonly metric: {
    readonly name: string;
    readonly nameZh: string | null;
    readonly unit: string;
    readonly direction: Direction;
    /** Code of what a ratio is out of; null for another metric. */
    readonly denominator: string | null;
  };
  readonly terms: RuleTerms;
  readonly baseline: number | null;
  readonly limit: number | null;
  /** What was usual, where nothing else says what a value is worse than. */
  readonly usual: number | null;
  readonly points: readonly { readonly label: string; readonly value: number; readonly worse: boolean }[];
  readonly patterns: readonly RunRule[];
  /** What the newest ratio of a p or u chart is out of. */
  readonly size?: number | null;
  /** How many times wider than by chance alone the limits of such a chart are. */
  readonly spread?: number | null;
  /** Places of the season that was taken out. */
  readonly season?: number | null;
  /** Quiet periods before the trouble began. */
  readonly stable: number;
  /** Names of the calendar events that the points fall into. */
  readonly events: readonly string[];
}

type SentenceName = 'counted' | 'unusual' | 'plotted' | 'pattern' | 'late' | 'coverage' | 'feedback';

const FIRED: Record<SentenceName, Localised> = {
  counted: {
    en: '{metric} was {side} {limit} on {count} of {m} {periods}, {span}{stable}: {points}.{events}{volume}',
    'zh-CN': '{metric}在 {m} 个{periods}中有 {count} 个{side}{limit}({span}){stable}:{points}。{events}{volume}',
  },
  unusual: {
    en: '{metric} was unusually {extreme} for the hour of the week on {last}{stable}: {points}, where {usual} is usual.{events}{volume}',
    'zh-CN': '{metric}于 {last} 在每周同一时段中异常{extreme}{stable}:{points},通常为 {usual}。{events}{volume}',
  },
  plotted: {
    en: '{plot} was {side} its {bound} limit of {limit} on {last}{stable}: {points}.{events}{volume}',
    'zh-CN': '{plot}于 {last} {side}{bound}控制限 {limit}{stable}:{points}。{events}{volume}',
  },
  pattern: {
    en: '{metric} shows what noise alone rarely does on {last} ({patterns}){stable}: {points}.{events}{volume}',
    'zh-CN': '{metric}于 {last} 出现非随机波动({patterns}){stable}:{points}。{events}{volume}',
  },
  late: {
    en: '{metric} had no value in time for {count} {periods}, {span}{stable}.',
    'zh-CN': '{metric}有 {count} 个{periods}的数据未按时到达({span}){stable}。',
  },
  coverage: {
    en: 'Only {share} % of the last {m} {periods} of {metric} have a value, to {last}; {limit} % are expected.',
    'zh-CN': '截至 {last},{metric}最近 {m} 个{periods}中仅 {share} % 有数据,应达到 {limit} %。',
  },
  feedback: {
    en: '{count} reports on {metric} within {m} {periods}, {span}; {limit} are the limit: {points}.',
    'zh-CN': '{metric}在 {m} 个{periods}内({span})收到 {count} 条反馈,界限为 {limit} 条:{points}。',
  },
};

const GOES_ON: Localised = {
  en: '{metric} was again {side} {limit}: {points}.{events}',
  'zh-CN': '{metric}继续{side}{limit}:{points}。{events}',
};
const GOES_ON_OTHERWISE: Localised = { en: 'Still so: {sentence}', 'zh-CN': '持续:{sentence}' };
const RECOVERED: Localised = {
  en: '{metric} has recovered: {r} healthy {periods} in succession, to {last}.',
  'zh-CN': '{metric}已恢复:截至 {last} 连续 {r} 个{periods}正常。',
};
const FLAPPED: Localised = {
  en: 'It has fired {f} times within {w} {periods} and is muted until it has been well for as long. {sentence}',
  'zh-CN': '{w} 个{periods}内已触发 {f} 次,在稳定同样时长之前不再重复提示。{sentence}',
};
const TITLE: Record<SentenceName, Localised> = {
  counted: {
    en: '{metric} {side} {limit} in {count} of {m} {periods}',
    'zh-CN': '{metric}在 {m} 个{periods}中有 {count} 个{side}{limit}',
  },
  unusual: { en: '{metric} is unusually {extreme} for the hour', 'zh-CN': '{metric}在该时段异常{extreme}' },
  plotted: { en: '{metric} has shifted {side} its usual level', 'zh-CN': '{metric}已持续{side}正常水平' },
  pattern: { en: '{metric} no longer varies by chance alone', 'zh-CN': '{metric}的波动已非随机' },
  late: { en: '{metric}: data are late', 'zh-CN': '{metric}:数据迟到' },
  coverage: { en: '{metric}: too few data', 'zh-CN': '{metric}:数据覆盖率不足' },
  feedback: { en: 'Feedback concentrates on {metric}', 'zh-CN': '反馈集中于{metric}' },
};

const STABLE: Localised = { en: ', after {stable} stable {periods}', 'zh-CN': ',此前稳定 {stable} 个{periods}' };
const EVENTS: Localised = { en: ' In these {periods}: {names}.', 'zh-CN': ' 期间事件:{names}。' };
const VOLUME: Localised = {
  en: ' Only {periods} of {min} {denominator} or more were judged.',
  'zh-CN': ' 仅判断{denominator}不少于 {min} 的{periods}。',
};
const SEASON: Localised = {
  en: ' Its season of {length} {periods} was taken out first.',
  'zh-CN': ' 已先剔除长度为 {length} 的季节性。',
};
const SPREAD: Localised = {
  en: ' Its {periods} differ {times} times as much as by chance alone, and its limits are as much wider (Laney).',
  'zh-CN': ' 各{periods}的差异为纯随机波动的 {times} 倍,控制限已相应放宽(Laney)。',
};
const OF_SIZE: Localised = { en: '{value} (for {size} {denominator})', 'zh-CN': '{value}({size} {denominator})' };
const POINTS: Localised = { en: 'points', 'zh-CN': '数据点数' };
const NOTHING: Localised = { en: '', 'zh-CN': '' };

/** What happened, in a sentence a lead would say, in each language of the product on a line of its own. */
export function statementOf(told: Told): string {
  return LOCALES.map((locale) => sentenceOf(told, locale)).join('\n');
}

/** For the item's title, where nobody has given one: one line, in English. */
export function titleOf(told: Told): string {
  return localise(TITLE[nameOf(told)], 'en', paramsOf(told, 'en', SHORT_LIMIT_WORDS));
}

export function sentenceOf(told: Told, locale: Locale): string {
  const params = paramsOf(told, locale, LIMIT_WORDS);
  const fired = () => localise(FIRED[nameOf(told)], locale, params);
  switch (told.kind) {
    case 'fired':
    case 'fired_again':
      return fired();
    case 'flapped':
      return localise(FLAPPED, locale, { ...params, sentence: fired() });
    case 'goes_on':
      if (nameOf(told) === 'counted') return localise(GOES_ON, locale, params);
      return localise(GOES_ON_OTHERWISE, locale, { sentence: fired() });
    case 'recovered':
      return localise(RECOVERED, locale, params);
    case 'changed':
      return '';
  }
}

const SENTENCES: Record<Condition, SentenceName> = {
  worse_than_target: 'counted',
  worse_than_baseline: 'counted',
  beyond_control_limits: 'counted',
  beyond_threshold: 'counted',
  clear_decline: 'counted',
  unusual_for_hour: 'unusual',
  control_chart: 'plotted',
  late_data: 'late',
  low_coverage: 'coverage',
  feedback_concentration: 'feedback',
};

function nameOf({ terms: { condition, settings } }: Told): SentenceName {
  return settings.chart === 'run_rules' ? 'pattern' : SENTENCES[condition];
}

function paramsOf(told: Told, locale: Locale, limitWords: typeof LIMIT_WORDS): MessageParams {
  const { metric, terms, baseline, stable, points, events } = told;
  const { settings } = terms;
  const worse = points.filter((point) => point.worse);
  const [first, last] = [worse[0]?.label ?? '', points.at(-1)?.label ?? ''];
  const name = locale === 'zh-CN' ? (metric.nameZh ?? metric.name) : metric.name;
  const periods = PERIOD_NAMES[terms.period];
  const plain = {
    metric: name,
    side: SIDES[metric.direction],
    bound: BOUNDS[metric.direction],
    extreme: EXTREMES[metric.direction],
    usual: figure(told.usual ?? 0, metric.unit),
    percent: terms.percent ?? 0,
    baseline: figure(baseline ?? 0, metric.unit),
    from: terms.baselineFrom ?? '',
    to: terms.baselineTo ?? '',
    comparison: COMPARISON_WORDS[settings.comparison ?? 'previous_period'],
    periods,
    m: terms.m,
    r: settings.recoveryPeriods,
    f: settings.flapAfter,
    w: settings.flapWindow,
    last,
    share: Number((points.at(-1)?.value ?? 0).toPrecision(3)),
  };
  const sum = worse.reduce((total, { value }) => total + value, 0);
  return {
    ...plain,
    limit: limitText(told, locale, limitWords, plain),
    count: terms.condition === 'feedback_concentration' ? sum : worse.length,
    span: spanOf(first, worse.at(-1)?.label ?? ''),
    stable: stable > 0 ? both(STABLE, { stable, periods }) : NOTHING,
    plot: plotText(told, plain),
    patterns: told.patterns.map((pattern) => PATTERN_WORDS[pattern][locale]).join('; '),
    events: events.length > 0 ? both(EVENTS, { names: events.join(', '), periods }) : NOTHING,
    volume: notesText(told),
    points: worse
      .map(({ label, value }) =>
        `${label} ${figure(value, terms.condition === 'feedback_concentration' ? '' : metric.unit)}`.trim(),
      )
      .join(locale === 'zh-CN' ? '、' : ', '),
  };
}

function limitText(
  { terms: { condition }, limit, metric, size }: Told,
  locale: Locale,
  words: typeof LIMIT_WORDS,
  plain: MessageParams,
) {
  const value = limit ?? 0;
  if (condition === 'control_chart' && size) {
    const params = { value: figure(value, metric.unit), size, denominator: metric.denominator ?? '' };
    return localise(OF_SIZE, locale, params);
  }
  if (condition === 'control_chart') return figure(value, metric.unit);
  if (!isCounted(condition)) return value;
  return localise(words[condition], locale, { ...plain, limit: figure(value, metric.unit) });
}

function isCounted(condition: Condition): condition is keyof typeof LIMIT_WORDS {
  return condition in LIMIT_WORDS;
}

function plotText({ terms: { settings } }: Told, plain: MessageParams): Localised {
  if (settings.chart === null || settings.chart === 'run_rules') return NOTHING;
  const chart = settings.span === 1 ? 'xmr' : settings.chart;
  return both(CHART_WORDS[chart], { ...plain, span: settings.span ?? 0 });
}

/** What was done to the figures, and which of them were judged. */
function notesText(told: Told): Localised {
  const { terms, season, spread } = told;
  const periods = PERIOD_NAMES[terms.period];
  const length = season ?? 0;
  const times = Number((spread ?? 1).toPrecision(2));
  return joined(
    length > 0 ? both(SEASON, { length, periods }) : NOTHING,
    spread != null && spread > 1 ? both(SPREAD, { times, periods }) : NOTHING,
    volumeText(told),
  );
}

function joined(...parts: readonly Localised[]): Localised {
  return { en: parts.map(({ en }) => en).join(''), 'zh-CN': parts.map((part) => part['zh-CN']).join('') };
}

function volumeText({ terms: { settings, period }, metric: { denominator } }: Told): Localised {
  if (settings.minimumVolume === null) return NOTHING;
  const named = denominator === null ? POINTS : { en: denominator, 'zh-CN': ` ${denominator} ` };
  return both(VOLUME, { periods: PERIOD_NAMES[period], min: settings.minimumVolume, denominator: named });
}

function both(sentence: Localised, params: MessageParams): Localised {
  return { en: localise(sentence, 'en', params), 'zh-CN': localise(sentence, 'zh-CN', params) };
}

/** `2026-11-18 to 11-20`: the year is said once. */
function spanOf(first: string, last: string): string {
  if (first === last) return first;
  return `${first} – ${first.slice(0, 5) === last.slice(0, 5) && last.length > 7 ? last.slice(5) : last}`;
}

/** Four digits say enough in a sentence; the figures beside it have them all. */
function figure(value: number, unit: string): string {
  return `${Number(value.toPrecision(4))} ${unit}`;
}
