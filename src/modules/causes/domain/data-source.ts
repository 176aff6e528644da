import type { FieldProblem } from '../../../kernel/errors/index.js';
import type { Localised } from '../../../kernel/text/index.js';

/** M-23: what a diagnosis draws on. */
export const SOURCE_KINDS = ['behaviour', 'transaction', 'service', 'campaign', 'other'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** M-24: against what the figures are held (环比, 同比, 分渠道, 分用户群). */
export const COMPARISONS = ['month_over_month', 'year_over_year', 'by_channel', 'by_user_group', 'none'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface DataSourceFields {
  name: string;
  kind: SourceKind;
  /** First and last day of the data, both included. */
  rangeFrom: string;
  rangeTo: string;
  comparison: Comparison;
  comparisonNote: string | null;
  /** What cleaning found and what was done about it (M-25). */
  cleaning: string | null;
}

const ENDS_BEFORE_IT_BEGINS = { en: 'must not be earlier than rangeFrom', 'zh-CN': '不能早于起始日期' };

export function rangeProblems({ rangeFrom, rangeTo }: Pick<DataSourceFields, 'rangeFrom' | 'rangeTo'>): FieldProblem[] {
  if (!rangeFrom || !rangeTo || rangeTo >= rangeFrom) return [];
  return [{ field: 'rangeTo', code: 'ends_before_it_begins', message: ENDS_BEFORE_IT_BEGINS }];
}

const COMPARISON: Localised = { en: 'comparison, or why there is none', 'zh-CN': '对比方式(或无对比的原因)' };
const CLEANING: Localised = { en: 'cleaning outcome', 'zh-CN': '数据清洗结果' };

/**
 * What a diagnosis may not do without (L-04). The range is there from the start. Data may stand without a comparison, but
 * then the note has to say why: a figure compared with nothing shows no problem.
 */
export function lackingIn(source: Pick<DataSourceFields, 'comparison' | 'comparisonNote' | 'cleaning'>) {
  return [
    ...(source.comparison === 'none' && !source.comparisonNote ? [{ code: 'comparison', words: COMPARISON }] : []),
    ...(source.cleaning ? [] : [{ code: 'cleaning', words: CLEANING }]),
  ];
}
