import { DomainError, ERROR_CODES, type FieldProblem } from '../../../kernel/errors/index.js';
import { isCounted, TRIAL_PERIODS } from '../../../statistics/index.js';
import { type ChartKind, needsSize } from './chart-limits.js';
import { type Observation, ratesIn, valuesIn } from './observation.js';
import type { Sentence } from './signal-words.js';

const NO_COUNTS = {
  en: 'needs whole counts of 0 or more; {label} has {value}',
  'zh-CN': '需要 0 或以上的整数计数;{label} 为 {value}',
};
const NO_SHARE = {
  en: 'counts at most the whole; {label} has {value} of {size}: u is for counts that may be more',
  'zh-CN': '计数不能超过总数;{label} 为 {value}/{size}:计数可能超过总数时请使用 u 图',
};
const RATIO_OF_NO_COUNTS = {
  en: 'needs whole counts of 0 or more in {numerator} and {denominator}; {label} has {value} of {size}: xmr is for amounts and means',
  'zh-CN': '要求 {numerator} 与 {denominator} 均为 0 或以上的整数计数;{label} 为 {value}/{size}:金额或均值请使用 xmr',
};
const IS_RATIO = {
  en: 'is for counts, and the metric is a ratio of {numerator} and {denominator}: p and u are for ratios of counts, xmr for others',
  'zh-CN': '仅用于计数,而该指标是 {numerator} 与 {denominator} 的比率:计数比率请使用 p 或 u,其他请使用 xmr',
};
const SIZE_NEEDED = {
  en: 'must name the metric that the count is out of',
  'zh-CN': '必须给出作为分母的指标',
};
const NO_SIZE = { en: 'belongs to charts of kind p and u alone', 'zh-CN': '仅用于 p 图和 u 图' };
const NO_NOISE = {
  en: 'The metric never moved in these periods: there is no noise to reckon limits from.',
  'zh-CN': '该指标在这些周期内没有变化,无法计算控制限。',
};

/** What is missing to judge a series: nothing, from twelve closed periods with a value. */
export function tooFew(observations: readonly Observation[]): Sentence | null {
  const found = valuesIn(observations).length;
  if (found >= TRIAL_PERIODS) return null;
  return { message: ERROR_CODES.too_little_data.message, params: { needed: TRIAL_PERIODS, found } };
}

/** @throws DomainError too_little_data below twelve closed periods with a value */
export function refuseTooFew(observations: readonly Observation[], isSized = false): void {
  const found = isSized ? ratesIn(observations).length : valuesIn(observations).length;
  if (found < TRIAL_PERIODS) throw new DomainError('too_little_data', { needed: TRIAL_PERIODS, found });
}

/** @throws DomainError conflict when nothing ever moved */
export function refuseStandstill(sigma: number): void {
  if (!(sigma > 0)) throw new DomainError('conflict', { reason: NO_NOISE });
}

/** What somebody asks a chart of. */
export interface Charted {
  /** The metric that the count is said to be out of. */
  readonly size?: string | null;
  /** Numerator and denominator of a metric that is a ratio. */
  readonly ratio: { readonly numerator: string; readonly denominator: string } | null;
}

/** What keeps a series from a chart of this kind: the first period that is no count, or more than its whole. */
export function problemsOfKind(
  kind: ChartKind,
  { size, ratio }: Charted,
  observations: readonly Observation[],
): FieldProblem[] {
  if (needsSize(kind) && !size && !ratio) return [{ field: 'size', code: 'needed', message: SIZE_NEEDED }];
  if (!needsSize(kind) && size) return [{ field: 'size', code: 'not_here', message: NO_SIZE }];
  if (kind === 'xmr' || kind === 'ewma') return [];
  if (ratio && kind === 'c') return [{ field: 'kind', code: 'is_ratio', message: IS_RATIO, params: { ...ratio } }];
  return ratio ? problemsOfRatio(kind, ratio, observations) : problemsOfCounts(kind, observations);
}

function problemsOfCounts(kind: ChartKind, observations: readonly Observation[]): FieldProblem[] {
  const uncounted = observations.find(({ value }) => value !== null && !isCounted({ count: value, size: 1 }));
  if (uncounted) return [{ field: 'kind', code: 'no_counts', message: NO_COUNTS, params: paramsOf(uncounted) }];
  return kind === 'p' ? problemsOfShare(observations) : [];
}

function problemsOfRatio(
  kind: ChartKind,
  ratio: NonNullable<Charted['ratio']>,
  observations: readonly Observation[],
): FieldProblem[] {
  const uncounted = observations.find(({ count, size }) => count !== null && !isCounted({ count, size: size ?? 0 }));
  const params = uncounted && { ...ratio, ...paramsOf({ ...uncounted, value: uncounted.count }) };
  if (params) return [{ field: 'kind', code: 'no_counts', message: RATIO_OF_NO_COUNTS, params }];
  return kind === 'p' ? problemsOfShare(observations) : [];
}

function problemsOfShare(observations: readonly Observation[]): FieldProblem[] {
  const above = observations.find(({ count, size }) => count !== null && size !== null && count > size);
  const params = above && paramsOf({ ...above, value: above.count });
  return params ? [{ field: 'kind', code: 'no_share', message: NO_SHARE, params }] : [];
}

function paramsOf({ label, value, size }: Observation) {
  return { label, value: value ?? '', size: size ?? '' };
}
