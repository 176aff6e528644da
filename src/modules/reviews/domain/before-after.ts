import { mean } from '../../../statistics/summary.js';

/** Which way is better, as the metric dictionary says. */
export type Better = 'up' | 'down';

/** A value of one closed period, kept as it was when it was read. */
export interface KeptValue {
  /** First instant of the period, ISO 8601. */
  readonly start: string;
  readonly label: string;
  readonly value: number;
}

export interface BeforeAfter {
  /** After minus before, in the metric's unit. */
  readonly difference: number;
  /** The same as a share of before; null when before is 0. */
  readonly relative: number | null;
  /** Whether it moved, and to the better side. */
  readonly rightDirection: boolean;
  /** Null without a target. */
  readonly targetReached: boolean | null;
}

/** Sums of decimals differ in the sixteenth digit; that is no movement, and no target missed. */
const ROUNDING = 1e-9;

/** Before and after (T-65: 85 % → 92 %), from the means of their closed periods. */
export function compareMeans(before: number, after: number, better: Better, target: number | null): BeforeAfter {
  const difference = after - before;
  return {
    difference,
    relative: before === 0 ? null : difference / Math.abs(before),
    rightDirection: !reaches(before, after, better),
    targetReached: target === null ? null : reaches(after, target, better),
  };
}

/** Whether `value` is as good as `bound` or better. */
export function reaches(value: number, bound: number, better: Better): boolean {
  const ahead = better === 'up' ? value - bound : bound - value;
  return ahead >= -ROUNDING * Math.max(Math.abs(value), Math.abs(bound));
}

/** Null for no values. */
export function meanOf(values: readonly KeptValue[]): number | null {
  return values.length === 0 ? null : meanOfSome(values);
}

/** NaN for no values: for callers that have refused them. */
export function meanOfSome(values: readonly KeptValue[]): number {
  return mean(values.map(({ value }) => value));
}
