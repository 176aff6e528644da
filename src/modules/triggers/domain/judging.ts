import { type Period, startOfPeriod } from '../../../kernel/time/index.js';
import type { RuleTerms } from './rule-words.js';

export type Direction = 'up' | 'down';

/** A closed period and its value. */
export interface ClosedPeriod {
  readonly start: Date;
  readonly label: string;
  readonly value: number;
}

export interface JudgedPeriod extends ClosedPeriod {
  readonly worse: boolean;
}

/** What a value must not pass, and on which side. */
export interface Limit {
  readonly value: number;
  readonly direction: Direction;
}

/**
 * The limit of a rule: the metric's target as it is today, or the frozen baseline and its per cent, taken of the
 * baseline's size so that it lies on the worse side of a negative one too. Null when there is nothing to compare with.
 */
export function limitOf(
  { condition, percent, baseline }: Pick<RuleTerms, 'condition' | 'percent'> & { readonly baseline: number | null },
  { direction, target }: { readonly direction: Direction; readonly target: number | null },
): Limit | null {
  if (condition === 'worse_than_target') return target === null ? null : { value: target, direction };
  if (baseline === null || percent === null) return null;
  const allowance = (Math.abs(baseline) * percent) / 100;
  return { value: direction === 'up' ? baseline - allowance : baseline + allowance, direction };
}

/** Strictly beyond the limit: who reaches the target has reached it. */
export function isWorse(value: number, { value: limit, direction }: Limit): boolean {
  return direction === 'up' ? value < limit : value > limit;
}

export interface Verdict {
  readonly state: 'normal' | 'pending' | 'fires';
  /** Every period of the window that has a value, oldest first. */
  readonly points: readonly JudgedPeriod[];
}

/** How a rule looks at periods. */
export interface Terms extends Pick<RuleTerms, 'k' | 'm' | 'period'> {
  readonly limit: Limit;
  readonly zone: string;
  /** Periods that began earlier belong to an item that has ended, and never count again. */
  readonly countsFrom: Date | null;
}

/**
 * Judges the window of `m` successive closed periods that ends with the newest one that has a value. A period without a
 * value is not worse. Whether data are missing after it is for the caller to see.
 *
 * @param periods closed periods with a value, oldest first; those before the window are not looked at
 */
export function judge(periods: readonly ClosedPeriod[], terms: Terms): Verdict {
  const newest = periods.at(-1);
  if (!newest) return { state: 'normal', points: [] };
  const first = windowStart(newest.start, terms.m, terms.period, terms.zone);
  const points = judged(
    periods.filter(({ start }) => start >= first),
    terms,
  );
  const worse = points.filter((point) => point.worse).length;
  return { state: worse >= terms.k ? 'fires' : worse > 0 ? 'pending' : 'normal', points };
}

/** The worse ones of the periods, whatever window they are in. */
export function worseAmong(periods: readonly ClosedPeriod[], terms: Terms): JudgedPeriod[] {
  return judged(periods, terms).filter(({ worse }) => worse);
}

function judged(periods: readonly ClosedPeriod[], { limit, countsFrom }: Terms): JudgedPeriod[] {
  return periods.map(({ start, label, value }) => {
    const counts = countsFrom === null || start >= countsFrom;
    return { start, label, value, worse: counts && isWorse(value, limit) };
  });
}

/** Start of the first of `m` successive periods of which the last begins at `last`. */
export function windowStart(last: Date, m: number, period: Period, zone: string): Date {
  let start = last;
  for (let back = 1; back < m; back += 1) start = startOfPeriod(new Date(start.getTime() - 1), period, zone);
  return start;
}
