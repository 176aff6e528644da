import type { FieldProblem } from '../../../kernel/errors/index.js';
import { endOfPeriod, holds, type Period, startOfPeriod } from '../../../kernel/time/index.js';

const NOT_WHOLE = { en: 'must be at least as long as a {own} and hold it whole', 'zh-CN': '必须由完整的“{own}”组成' };

/** What is wrong with a period in which a metric is asked for: the metric's own must fit into it whole. */
export function problemsOfPeriod(asked: Period, own: Period, field = 'period'): FieldProblem[] {
  return holds(asked, own) ? [] : [{ field, code: 'not_whole', message: NOT_WHOLE, params: { own } }];
}

/** Start of the first period that begins at or after the instant, so that a range never holds half a period. */
export function firstPeriodFrom(instant: Date, period: Period, zone: string): Date {
  const start = startOfPeriod(instant, period, zone);
  return start.getTime() === instant.getTime() ? start : endOfPeriod(instant, period, zone);
}

/** Starts of the periods from the one that holds an instant up to, and without, another; so many of them at the most. */
export function periodsFrom(first: Date, end: Date, period: Period, zone: string, most: number): Date[] {
  const starts: Date[] = [];
  for (let at = startOfPeriod(first, period, zone); at < end && starts.length < most;) {
    starts.push(at);
    at = endOfPeriod(at, period, zone);
  }
  return starts;
}

/**
 * One and a half of it, as an interval: half a period past a period's end lies in the next one, whatever the clocks or the
 * months do; and two starts farther apart have a gap between them.
 */
export const HALF_AS_LONG_AGAIN: Record<Period, string> = {
  hour: '90 minutes',
  day: '36 hours',
  week: '10 days',
  month: '45 days',
};
