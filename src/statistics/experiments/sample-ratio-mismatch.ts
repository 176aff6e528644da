import { requireCount, requireFinite } from '../argument-checks.js';
import { chiSquareUpperTail } from '../distributions/chi-square.js';

export interface SampleRatioInput {
  /** Units counted in each arm. */
  observed: readonly number[];
  /** Planned share of each arm, summing to 1; an arm of share 0 is left out of the test. */
  expectedShares: readonly number[];
}

export interface SampleRatioResult {
  chiSquare: number;
  /** Arms in the test less one; 0 when nothing can be tested. */
  degreesOfFreedom: number;
  pValue: number;
}

/** Shares typed as 0.333, 0.333, 0.334 or thirds in binary add up to 1 but for this much. */
const SHARE_SLACK = 1e-9;

/**
 * Chi-square goodness of fit, without continuity correction, of the arms' sizes to the planned split.
 *
 * The caller states the threshold: Cookie Cats, a sound experiment, has p = 0.0086; 0.001 is the usual alarm.
 * With no units at all, or fewer than two arms of positive share, nothing can be wrong yet: p = 1.
 * @throws RangeError for counts that are no counts, shares that are negative or do not sum to 1, or lists of unlike length
 */
export function sampleRatioMismatch({ observed, expectedShares }: SampleRatioInput): SampleRatioResult {
  requireSplit(observed, expectedShares);
  const arms = expectedShares.map((share, i) => ({ share, count: observed[i] ?? 0 })).filter((arm) => arm.share > 0);
  const total = arms.reduce((sum, arm) => sum + arm.count, 0);
  const degreesOfFreedom = arms.length - 1;
  if (total === 0 || degreesOfFreedom < 1) {
    return { chiSquare: 0, degreesOfFreedom: Math.max(0, degreesOfFreedom), pValue: 1 };
  }
  const chiSquare = arms.reduce((sum, { share, count }) => sum + (count - total * share) ** 2 / (total * share), 0);
  return { chiSquare, degreesOfFreedom, pValue: chiSquareUpperTail(chiSquare, degreesOfFreedom) };
}

function requireSplit(observed: readonly number[], shares: readonly number[]): void {
  if (observed.length !== shares.length) {
    throw new RangeError(`${observed.length} arms were counted but ${shares.length} shares were planned`);
  }
  observed.forEach((count, i) => requireCount(`observed[${i}]`, count));
  shares.forEach((share, i) => {
    requireFinite(`expectedShares[${i}]`, share);
    if (share < 0) throw new RangeError(`expectedShares[${i}] must not be negative, got ${share}`);
  });
  const sum = shares.reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > SHARE_SLACK) throw new RangeError(`expectedShares must sum to 1, they sum to ${sum}`);
}
