import { mean } from '../summary.js';
import { autocorrelation } from './autocorrelation.js';
import { meanShifts, type Segment } from './mean-shifts.js';
import { persistence } from './persistence.js';

/** In deviations of the noise. Levels that are nearer a series that remembers reaches by itself. */
const APART = 4;
/** What is left of the movement is rounding. */
const ROUNDING = 1e-20;

interface Joined {
  readonly values: readonly number[];
  /** How many changes of level were taken out. */
  readonly shifts: number;
}

/**
 * How much a period takes after the one before, in [0, 1), as `persistence`, beside changes of level far apart: a single
 * lasting fall makes neighbours alike, and is no memory.
 *
 * A series that remembers wanders, and looks like levels too. So levels are taken out only where they, with the memory
 * that is left, describe the values better than memory alone (BIC; a level costs two figures, its height and its start).
 *
 * @param values one per period, in order, at least four
 */
export function persistenceBesideShifts(values: readonly number[]): number {
  const alone = persistence(values);
  if (alone === 0) return 0;
  const { segments, noise } = meanShifts(values, { penalty: 'modified-bic' });
  const joined = joinedLevels(values, segments, APART * noise);
  if (joined.shifts === 0) return alone;
  const left = innovations(joined.values, 0);
  if (left <= ROUNDING * innovations(values, 0)) return 0;
  return misfit(joined) < misfit({ values, shifts: 0 }) ? persistence(joined.values) : alone;
}

/** The values with every level that is further than `reach` from the one before laid upon it. */
function joinedLevels(values: readonly number[], segments: readonly Segment[], reach: number): Joined {
  let [moved, shifts] = [0, 0];
  const joined = segments.flatMap(({ start, end, mean: level }, i) => {
    const step = level - (segments[i - 1]?.mean ?? level);
    if (Math.abs(step) > reach) [moved, shifts] = [moved + step, shifts + 1];
    return values.slice(start, end).map((value) => value - moved);
  });
  return { values: joined, shifts };
}

/** Bayesian information criterion of a first-order process around levels; the memory is a figure only where there is one. */
function misfit({ values, shifts }: Joined): number {
  const phi = persistence(values) > 0 ? (autocorrelation(values) ?? 0) : 0;
  const figures = 2 * shifts + (phi > 0 ? 1 : 0);
  const n = values.length;
  return n * Math.log(innovations(values, phi) / n) + figures * Math.log(n);
}

/** Squares of what each period adds to what it has from the one before. */
function innovations(values: readonly number[], phi: number): number {
  const centre = mean(values);
  return values.slice(1).reduce((sum, value, i) => sum + (value - centre - phi * (values[i]! - centre)) ** 2, 0);
}
