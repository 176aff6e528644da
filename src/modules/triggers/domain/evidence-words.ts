import { localise, type Localised, LOCALES } from '../../../kernel/text/index.js';
import type { Period } from '../../../kernel/time/index.js';
import type { JudgedPeriod, Limit } from './judging.js';
import type { RuleTerms } from './rule-words.js';

/** What the sentences tell of. */
export interface Finding {
  readonly metric: { readonly name: string; readonly nameZh: string | null; readonly unit: string };
  readonly terms: Pick<RuleTerms, 'condition' | 'percent' | 'baselineFrom' | 'baselineTo' | 'period' | 'm'>;
  readonly baseline: number | null;
  readonly limit: Limit;
  /** The worse ones. */
  readonly worse: readonly JudgedPeriod[];
}

const FIRED: Localised = {
  en: '{metric} was {side} {limit} in {count} of {m} closed {periods}: {points}.',
  'zh-CN': '{metric}在最近 {m} 个已结束的{periods}中有 {count} 个{side}{limit}:{points}。',
};
const GOES_ON: Localised = {
  en: '{metric} was again {side} {limit}: {points}.',
  'zh-CN': '{metric}继续{side}{limit}:{points}。',
};
const TITLE: Localised = {
  en: '{metric} {side} {limit} in {count} of {m} {periods}',
  'zh-CN': '{metric}在 {m} 个{periods}中有 {count} 个{side}{limit}',
};

const SIDES = {
  up: { en: 'below', 'zh-CN': '低于' },
  down: { en: 'above', 'zh-CN': '高于' },
} as const;

const PERIOD_NAMES: Record<Period, Localised> = {
  hour: { en: 'hours', 'zh-CN': '小时' },
  day: { en: 'days', 'zh-CN': '日' },
  week: { en: 'weeks', 'zh-CN': '周' },
  month: { en: 'months', 'zh-CN': '月' },
};

const TARGET: Localised = { en: 'its target of {limit}', 'zh-CN': '目标值 {limit}' };
const BASELINE: Localised = {
  en: '{limit} ({percent} % worse than its baseline of {baseline}, {from} to {to})',
  'zh-CN': '{limit}(比基线 {baseline} 差 {percent} %,基线区间 {from} 至 {to})',
};
const BASELINE_SHORT: Localised = { en: 'its baseline by over {percent} %', 'zh-CN': '基线 {percent} % 以上' };

/** What fired, in a sentence a lead would say, in each language of the product on a line of its own. */
export function firedStatement(finding: Finding): string {
  return inEveryLanguage(FIRED, finding);
}

/** What has come since. */
export function goesOnStatement(finding: Finding): string {
  return inEveryLanguage(GOES_ON, finding);
}

/** For the item's title, where nobody has given one: one line, in English. */
export function titleOf(finding: Finding): string {
  const limit = finding.terms.condition === 'worse_than_target' ? TARGET : BASELINE_SHORT;
  return localise(TITLE, 'en', { ...paramsOf(finding, 'en'), limit: localise(limit, 'en', limitParams(finding)) });
}

function inEveryLanguage(sentence: Localised, finding: Finding): string {
  return LOCALES.map((locale) => localise(sentence, locale, paramsOf(finding, locale))).join('\n');
}

function paramsOf(finding: Finding, locale: (typeof LOCALES)[number]) {
  const { metric, terms, limit, worse } = finding;
  const limitWords = terms.condition === 'worse_than_target' ? TARGET : BASELINE;
  return {
    metric: locale === 'zh-CN' ? (metric.nameZh ?? metric.name) : metric.name,
    side: SIDES[limit.direction],
    limit: localise(limitWords, locale, limitParams(finding)),
    count: worse.length,
    m: terms.m,
    periods: PERIOD_NAMES[terms.period],
    points: worse
      .map(({ label, value }) => `${label} ${figure(value, metric.unit)}`)
      .join(locale === 'zh-CN' ? '、' : ', '),
  };
}

function limitParams({ metric, terms, baseline, limit }: Finding) {
  return {
    limit: figure(limit.value, metric.unit),
    percent: terms.percent ?? 0,
    baseline: figure(baseline ?? 0, metric.unit),
    from: terms.baselineFrom ?? '',
    to: terms.baselineTo ?? '',
  };
}

/** Four digits say enough in a sentence; the figures beside it have them all. */
function figure(value: number, unit: string): string {
  return `${Number(value.toPrecision(4))} ${unit}`;
}
