import { requireProbability } from '../argument-checks.js';

/**
 * How p-values of several metrics or arms judged together are raised.
 * `holm` bounds the chance of any false finding; `benjamini-hochberg` the expected share of false ones among the findings.
 */
export type Adjustment = 'bonferroni' | 'sidak' | 'holm' | 'hochberg' | 'benjamini-hochberg' | 'benjamini-yekutieli';

/**
 * Adjusted p-values, in the order given; a finding holds when its adjusted p-value is at or below the level.
 * @throws RangeError for a value outside [0, 1]
 */
export function adjustPValues(pValues: readonly number[], adjustment: Adjustment): number[] {
  pValues.forEach((p, i) => requireProbability(`pValues[${i}]`, p));
  const m = pValues.length;
  switch (adjustment) {
    case 'bonferroni':
      return pValues.map((p) => Math.min(1, m * p));
    case 'sidak':
      return pValues.map((p) => -Math.expm1(m * Math.log1p(-p)));
    case 'holm':
      return stepDown(pValues, (rank) => m - rank + 1);
    case 'hochberg':
      return stepUp(pValues, (rank) => m - rank + 1);
    case 'benjamini-hochberg':
      return stepUp(pValues, (rank) => m / rank);
    case 'benjamini-yekutieli':
      return stepUp(pValues, (rank) => (m * harmonic(m)) / rank);
  }
}

type Factor = (rank: number) => number;

/** From the smallest p-value up: none may be adjusted below one that was smaller. */
function stepDown(pValues: readonly number[], factor: Factor): number[] {
  const adjusted = new Array<number>(pValues.length);
  let highest = 0;
  ascending(pValues).forEach(([p, place], i) => {
    highest = Math.max(highest, p * factor(i + 1));
    adjusted[place] = Math.min(1, highest);
  });
  return adjusted;
}

/** From the largest p-value down: none may be adjusted above one that was larger. */
function stepUp(pValues: readonly number[], factor: Factor): number[] {
  const adjusted = new Array<number>(pValues.length);
  let lowest = 1;
  const sorted = ascending(pValues);
  sorted.reverse().forEach(([p, place], i) => {
    lowest = Math.min(lowest, p * factor(sorted.length - i));
    adjusted[place] = lowest;
  });
  return adjusted;
}

function ascending(pValues: readonly number[]): [p: number, place: number][] {
  return pValues.map((p, place): [number, number] => [p, place]).sort(([a], [b]) => a - b);
}

function harmonic(m: number): number {
  let sum = 0;
  for (let k = 1; k <= m; k += 1) sum += 1 / k;
  return sum;
}
