import type { FieldProblem } from '../../../kernel/errors/index.js';
import { daysBetween, type LocalDate } from '../../../kernel/time/index.js';

/** Days on which a metric is looked at, both included. */
export interface DaySpan {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A year and a day: last year's same period can be looked at, and hourly values stay few thousand. */
const LONGEST_DAYS = 367;

/** What is wrong with a span of days, under the names that its fields have in the request. */
export function problemsOfSpan({ from, to }: DaySpan, name: { from: string; to: string }): FieldProblem[] {
  if (to < from) {
    const message = { en: 'must not lie before {from}', 'zh-CN': '不能早于 {from}' };
    return [{ field: name.to, code: 'ends_before_it_begins', message, params: { from } }];
  }
  if (daysBetween(from, to) >= LONGEST_DAYS) {
    const message = { en: 'must lie within {days} days of {from}', 'zh-CN': '距 {from} 不能超过 {days} 天' };
    return [{ field: name.to, code: 'too_long', message, params: { from, days: LONGEST_DAYS } }];
  }
  return [];
}
