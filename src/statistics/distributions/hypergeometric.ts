import { logBinomialTerm } from './stirling.js';

/** ln of the binomial probability of `x` successes in `n` trials, the ends included. */
function logBinomial(x: number, n: number, p: number): number {
  if (x === 0) return n * Math.log1p(-p);
  if (x === n) return n * Math.log(p);
  return logBinomialTerm(x, n - x, p, 1 - p);
}

/**
 * ln P(X = x): `x` marked among `drawn` taken from a population with `marked` marked and `unmarked` others.
 * The three-binomial form of Loader (2000); -Infinity outside the support.
 */
export function logHypergeometric(x: number, marked: number, unmarked: number, drawn: number): number {
  if (x < Math.max(0, drawn - unmarked) || x > Math.min(drawn, marked)) return -Infinity;
  const total = marked + unmarked;
  if (drawn === 0 || drawn === total || marked === 0 || unmarked === 0) return 0;
  const p = drawn / total;
  return logBinomial(x, marked, p) + logBinomial(drawn - x, unmarked, p) - logBinomial(drawn, total, p);
}
