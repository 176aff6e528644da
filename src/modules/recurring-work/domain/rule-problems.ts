import type { FieldProblem } from '../../../kernel/errors/index.js';
import type { Recurrence } from './recurrence.js';

const NEEDED = { en: 'is needed for this frequency', 'zh-CN': '该周期须填写此项' };
const NOT_HERE = { en: 'does not belong to this frequency', 'zh-CN': '该周期不使用此项' };
const OUT_OF_QUARTER = { en: 'must be 1, 2 or 3: the month of the quarter', 'zh-CN': '应为 1 至 3:季度中的第几个月' };
const ENDS_FIRST = { en: 'must not lie before the start', 'zh-CN': '不能早于开始日期' };

/** What each frequency goes by. */
const GOES_BY = {
  weekly: ['weekdays'],
  monthly: ['dayOfMonth'],
  quarterly: ['dayOfMonth', 'month'],
  yearly: ['dayOfMonth', 'month'],
  working_days: [],
} as const;
const PARTS = ['weekdays', 'dayOfMonth', 'month'] as const;

/** What is wrong between the fields of a rule, all of it. */
export function problemsIn(rule: Recurrence): FieldProblem[] {
  const wanted: readonly string[] = GOES_BY[rule.frequency];
  const parts = PARTS.flatMap((field): FieldProblem[] => {
    const value = rule[field];
    const isGiven = Array.isArray(value) ? value.length > 0 : value !== null;
    if (isGiven === wanted.includes(field)) return [];
    return [isGiven ? { field, code: 'not_here', message: NOT_HERE } : { field, code: 'required', message: NEEDED }];
  });
  const isOutside = rule.frequency === 'quarterly' && rule.month !== null && rule.month > 3;
  const endsFirst = rule.endsOn !== null && rule.endsOn < rule.startsOn;
  return [
    ...parts,
    ...(isOutside ? [{ field: 'month', code: 'out_of_quarter', message: OUT_OF_QUARTER }] : []),
    ...(endsFirst ? [{ field: 'endsOn', code: 'ends_first', message: ENDS_FIRST }] : []),
  ];
}
