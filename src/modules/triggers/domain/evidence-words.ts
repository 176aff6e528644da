import {
  filled,
  type Locale,
  localise,
  type Localised,
  LOCALES,
  type MessageParams,
} from '../../../kernel/text/index.js';
import type { RunRule } from '../../../statistics/index.js';
import {
  EVENTS,
  FIRED,
  FLAPPED,
  GOES_ON,
  GOES_ON_OTHERWISE,
  NOTHING,
  OF_SIZE,
  POINTS,
  RECOVERED,
  SEASON,
  type SentenceName,
  SENTENCES,
  SPREAD,
  STABLE,
  TITLE,
  VOLUME,
} from './evidence-sentences.js';
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

function nameOf({ terms: { condition, settings } }: Told): SentenceName {
  return settings.chart === 'run_rules' ? 'pattern' : SENTENCES[condition];
}

function paramsOf(told: Told, locale: Locale, limitWords: typeof LIMIT_WORDS): MessageParams {
  const { terms, metric, stable, points, events } = told;
  const plain = plainParams(told, locale);
  const { periods } = plain;
  const worse = points.filter((point) => point.worse);
  const unit = terms.condition === 'feedback_concentration' ? '' : metric.unit;
  const sum = worse.reduce((total, { value }) => total + value, 0);
  return {
    ...plain,
    limit: limitText(told, locale, limitWords, plain),
    count: terms.condition === 'feedback_concentration' ? sum : worse.length,
    span: spanOf(worse[0]?.label ?? '', worse.at(-1)?.label ?? ''),
    stable: stable > 0 ? filled(STABLE, { stable, periods }) : NOTHING,
    plot: plotText(told, plain),
    patterns: told.patterns.map((pattern) => PATTERN_WORDS[pattern][locale]).join('; '),
    events: events.length > 0 ? filled(EVENTS, { names: events.join(', '), periods }) : NOTHING,
    volume: notesText(told),
    points: worse
      .map(({ label, value }) => `${label} ${figure(value, unit)}`.trim())
      .join(locale === 'zh-CN' ? '、' : ', '),
  };
}

/** What needs no sentence of its own. */
function plainParams({ metric, terms, baseline, usual, points }: Told, locale: Locale) {
  const { settings } = terms;
  const last = points.at(-1);
  return {
    metric: locale === 'zh-CN' ? (metric.nameZh ?? metric.name) : metric.name,
    side: SIDES[metric.direction],
    bound: BOUNDS[metric.direction],
    extreme: EXTREMES[metric.direction],
    usual: figure(usual ?? 0, metric.unit),
    percent: terms.percent ?? 0,
    baseline: figure(baseline ?? 0, metric.unit),
    from: terms.baselineFrom ?? '',
    to: terms.baselineTo ?? '',
    comparison: COMPARISON_WORDS[settings.comparison ?? 'previous_period'],
    periods: PERIOD_NAMES[terms.period],
    m: terms.m,
    r: settings.recoveryPeriods,
    f: settings.flapAfter,
    w: settings.flapWindow,
    last: last?.label ?? '',
    share: Number((last?.value ?? 0).toPrecision(3)),
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
  return filled(CHART_WORDS[chart], { ...plain, span: settings.span ?? 0 });
}

/** What was done to the figures, and which of them were judged. */
function notesText(told: Told): Localised {
  const { terms, season, spread } = told;
  const periods = PERIOD_NAMES[terms.period];
  const length = season ?? 0;
  const times = Number((spread ?? 1).toPrecision(2));
  return joined(
    length > 0 ? filled(SEASON, { length, periods }) : NOTHING,
    spread != null && spread > 1 ? filled(SPREAD, { times, periods }) : NOTHING,
    volumeText(told),
  );
}

function joined(...parts: readonly Localised[]): Localised {
  return { en: parts.map(({ en }) => en).join(''), 'zh-CN': parts.map((part) => part['zh-CN']).join('') };
}

function volumeText({ terms: { settings, period }, metric: { denominator } }: Told): Localised {
  if (settings.minimumVolume === null) return NOTHING;
  const named = denominator === null ? POINTS : { en: denominator, 'zh-CN': ` ${denominator} ` };
  return filled(VOLUME, { periods: PERIOD_NAMES[period], min: settings.minimumVolume, denominator: named });
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
