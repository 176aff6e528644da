import { evaluate, type Expression, type NoValue, operandsOf } from './expression.js';

export interface Contribution {
  readonly code: string;
  readonly from: number;
  readonly to: number;
  /** By how much this factor moved the result, in its unit; all of them sum to the change exactly. */
  readonly contribution: number;
}

export type Contributions =
  | { readonly from: number; readonly to: number; readonly factors: readonly Contribution[] }
  | { readonly reason: NoValue };

/** 2^n evaluations: at ten factors still a few milliseconds. */
export const MOST_FACTORS = 10;

/**
 * What each factor contributed to the change of a formula's value between two periods: the Shapley value, which is a
 * factor's effect averaged over all orders in which the factors could have changed one after the other (Shapley 1953;
 * Sun 1998 for the decomposition of change, where it is the "complete" one: no residual, and no factor first by whim).
 * It holds for sums, products, quotients and signs alike, where LMDI needs positive products.
 *
 * @throws RangeError for more than MOST_FACTORS operands
 */
export function contributionsTo(
  expression: Expression,
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): Contributions {
  const codes = operandsOf(expression);
  const count = codes.length;
  if (count > MOST_FACTORS) throw new RangeError(`${count} factors`);
  for (const ends of [before, after]) {
    const outcome = evaluate(expression, ends);
    if (outcome.value === null) return { reason: outcome.reason };
  }
  const results: number[] = [];
  // Bit n of the mask tells whether factor n has changed already.
  for (let mask = 0; mask < 1 << count; mask += 1) {
    const values = codes.flatMap((code, n): [string, number][] => {
      const value = (mask & (1 << n) ? after : before).get(code);
      return value === undefined ? [] : [[code, value]];
    });
    const outcome = evaluate(expression, new Map(values));
    if (outcome.value === null) return { reason: outcome.reason };
    results.push(outcome.value);
  }
  const shares = codes.map((_code, n) => shapley(results, count, n));
  const [from, to] = [results[0] ?? 0, results.at(-1) ?? 0];
  settleRounding(shares, to - from);
  const factors = codes.map((code, n) => ({
    code,
    from: before.get(code) ?? NaN,
    to: after.get(code) ?? NaN,
    contribution: shares[n] ?? 0,
  }));
  return { from, to, factors };
}

function shapley(results: readonly number[], count: number, factor: number): number {
  const bit = 1 << factor;
  let sum = 0;
  for (let mask = 0; mask < results.length; mask += 1) {
    if (mask & bit) continue;
    const size = bits(mask);
    const weight = (factorial(size) * factorial(count - size - 1)) / factorial(count);
    sum += weight * ((results[mask | bit] ?? 0) - (results[mask] ?? 0));
  }
  return sum;
}

/** Doubles lose the last digits of a sum: the largest share takes what is left over. */
function settleRounding(shares: number[], change: number): void {
  const largest = shares.reduce((best, share, n) => (Math.abs(share) > Math.abs(shares[best] ?? 0) ? n : best), 0);
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (shares[largest] !== undefined) shares[largest] += change - total;
}

function bits(mask: number): number {
  return mask === 0 ? 0 : (mask & 1) + bits(mask >> 1);
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
