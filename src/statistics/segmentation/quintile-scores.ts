import { requireSeries } from '../argument-checks.js';
import { quantile } from '../summary.js';

export interface QuintileOptions {
  /** Which end earns 5: the highest amounts, or the lowest days since the last purchase. */
  best: 'highest' | 'lowest';
  /**
   * 'together': equal values get equal scores, cut at the quintiles, so a much repeated value can leave a score empty.
   * 'split': five groups of equal size by rank, in the order given, which parts identical customers arbitrarily.
   */
  ties?: 'together' | 'split';
}

/**
 * Scores from 1 to 5 by fifths of all customers, as recency, frequency and monetary value (RFM) are scored.
 * @param values one per customer; days, purchases or money
 * @returns one score per customer, in the order given
 * @throws RangeError for values that are no numbers
 */
export function quintileScores(values: readonly number[], { best, ties = 'together' }: QuintileOptions): number[] {
  requireSeries('values', values, 1);
  const fifths = ties === 'together' ? fifthsByValue(values) : fifthsByRank(values);
  return best === 'highest' ? fifths : fifths.map((fifth) => 6 - fifth);
}

function fifthsByValue(values: readonly number[]): number[] {
  const cuts = [0.2, 0.4, 0.6, 0.8].map((share) => quantile(values, share));
  return values.map((value) => 1 + cuts.filter((cut) => value > cut).length);
}

function fifthsByRank(values: readonly number[]): number[] {
  const order = values.map((value, place) => ({ value, place })).sort((a, b) => a.value - b.value || a.place - b.place);
  const fifths = new Array<number>(values.length);
  order.forEach(({ place }, i) => (fifths[place] = Math.ceil((5 * (i + 1)) / values.length)));
  return fifths;
}
