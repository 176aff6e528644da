import { DomainError, ERROR_CODES, type FieldProblem } from '../../../kernel/errors/index.js';
import { TRIAL_PERIODS } from '../../../statistics/index.js';
import { type ChartKind, needsSize } from './chart-limits.js';
import { type Observation, valuesIn } from './observation.js';
import type { Sentence } from './signal-words.js';

const NO_COUNTS = {
  en: 'needs whole counts of 0 or more; {label} has {value}',
  'zh-CN': '需要 0 或以上的整数计数;{label} 为 {value}',
};
const NO_SHARE = {
  en: 'counts at most the whole; {label} has {value} of {size}',
  'zh-CN': '计数不能超过总数;{label} 为 {value}/{size}',
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
  const found = observations.filter(({ value, size }) => value !== null && (!isSized || size)).length;
  if (found < TRIAL_PERIODS) throw new DomainError('too_little_data', { needed: TRIAL_PERIODS, found });
}

/** @throws DomainError conflict when nothing ever moved */
export function refuseStandstill(sigma: number): void {
  if (!(sigma > 0)) throw new DomainError('conflict', { reason: NO_NOISE });
}

/** What keeps a series from a chart of this kind: the first period that is no count, or more than its whole. */
export function problemsOfKind(
  kind: ChartKind,
  size: string | null | undefined,
  observations: readonly Observation[],
): FieldProblem[] {
  if (needsSize(kind) && !size) return [{ field: 'size', code: 'needed', message: SIZE_NEEDED }];
  if (!needsSize(kind) && size) return [{ field: 'size', code: 'not_here', message: NO_SIZE }];
  if (kind === 'xmr' || kind === 'ewma') return [];
  const uncounted = observations.find(({ value }) => value !== null && !(Number.isSafeInteger(value) && value >= 0));
  if (uncounted) return [{ field: 'kind', code: 'no_counts', message: NO_COUNTS, params: paramsOf(uncounted) }];
  const above =
    kind === 'p' ? observations.find(({ value, size: of }) => value !== null && of !== null && value > of) : undefined;
  return above ? [{ field: 'kind', code: 'no_share', message: NO_SHARE, params: paramsOf(above) }] : [];
}

function paramsOf({ label, value, size }: Observation) {
  return { label, value: value ?? '', size: size ?? '' };
}
