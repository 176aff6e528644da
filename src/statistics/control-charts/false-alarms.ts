import { requireCountOf, requireInnerProbability, requirePositive, requireProbability } from '../argument-checks.js';
import { normalCdf, normalDensity, twoSidedZ } from '../distributions/normal.js';

/**
 * Chance that a rule "k consecutive periods" fires at least once on a healthy metric of independent periods.
 * @param input.periods how many periods are watched
 * @param input.consecutive k, 1 or more
 * @param input.chance of a single period lying where the rule looks: 0.5 below its mean
 */
export function runAlarmChance(input: { periods: number; consecutive: number; chance: number }): number {
  const { periods, consecutive, chance } = input;
  requireCountOf('periods', periods, 0);
  requireCountOf('consecutive', consecutive, 1);
  requireProbability('chance', chance);
  // place r: the last r periods lay there and the rule has not fired yet
  let running = [1, ...new Array<number>(consecutive - 1).fill(0)];
  let fired = 0;
  for (let period = 0; period < periods; period += 1) {
    fired += running[consecutive - 1]! * chance;
    const alive = running.reduce((sum, share) => sum + share, 0);
    running = [alive * (1 - chance), ...running.slice(0, -1).map((share) => share * chance)];
  }
  return fired;
}

/** Mean number of periods until such a rule fires on a healthy metric. */
export function periodsToRunAlarm(consecutive: number, chance: number): number {
  requireCountOf('consecutive', consecutive, 1);
  requireInnerProbability('chance', chance);
  return (1 - chance ** consecutive) / ((1 - chance) * chance ** consecutive);
}

/**
 * Chance of one period lying a share below its baseline by noise alone.
 * @param drop 0.2 for "20 % below baseline"
 * @param variation coefficient of variation of the metric: deviation / mean
 */
export function dropChance(drop: number, variation: number): number {
  requirePositive('drop', drop);
  requirePositive('variation', variation);
  return normalCdf(-drop / variation);
}

/**
 * Chance that a metric of the given mean and coefficient of variation lies below a fixed threshold in one period.
 */
export function belowThresholdChance(threshold: number, mean: number, variation: number): number {
  requirePositive('mean', mean);
  requirePositive('variation', variation);
  return normalCdf((threshold - mean) / (mean * variation));
}

/**
 * Chance that a fixed-level test of no effect comes out significant at any of several evenly spaced looks (Armitage,
 * McPherson and Rowe 1969, by their recursion).
 * @param looks 1 or more
 * @param confidence of the single look, 0.95 for a 5 % test
 */
export function peekingErrorChance(looks: number, confidence = 0.95): number {
  requireCountOf('looks', looks, 1);
  requireInnerProbability('confidence', confidence);
  const z = twoSidedZ(confidence);
  // density of the sum of looks among the trials that have stayed silent so far
  let silent = simpsonNodes(z, normalDensity);
  for (let look = 2; look <= looks; look += 1) {
    const before = silent;
    silent = simpsonNodes(z * Math.sqrt(look), (x) =>
      before.reduce((sum, node) => sum + node.mass * normalDensity(x - node.x), 0),
    );
  }
  return 1 - silent.reduce((sum, { mass }) => sum + mass, 0);
}

interface Node {
  x: number;
  mass: number;
}

/** Simpson's rule for a density between -bound and bound. */
function simpsonNodes(bound: number, density: (x: number) => number): Node[] {
  const STEPS = 200;
  const width = (2 * bound) / STEPS;
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const factor = i === 0 || i === STEPS ? 1 : i % 2 === 1 ? 4 : 2;
    const x = i * width - bound;
    return { x, mass: (factor * width * density(x)) / 3 };
  });
}
