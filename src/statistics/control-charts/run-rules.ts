import { requireFinite, requireSeries } from '../argument-checks.js';

/**
 * Patterns that noise alone rarely makes. Conventions: a hit is the point that completes the pattern; beyond is strictly
 * beyond; in "k of m" the points lie on one side and the last one is itself beyond; a point exactly on the centre breaks a
 * run; six points trending are five steps, all up or all down.
 */
export type RunRule =
  | 'beyond-three-sigma'
  | 'two-of-three-beyond-two-sigma'
  | 'four-of-five-beyond-one-sigma'
  | 'eight-on-one-side'
  | 'nine-on-one-side'
  | 'six-trending'
  | 'fourteen-alternating'
  | 'fifteen-within-one-sigma'
  | 'eight-outside-one-sigma';

/** Western Electric, Statistical Quality Control Handbook (1956): its four tests for instability. */
export const WESTERN_ELECTRIC_RULES: readonly RunRule[] = [
  'beyond-three-sigma',
  'two-of-three-beyond-two-sigma',
  'four-of-five-beyond-one-sigma',
  'eight-on-one-side',
];

/** Nelson, Journal of Quality Technology 16 (1984). */
export const NELSON_RULES: readonly RunRule[] = [
  'beyond-three-sigma',
  'nine-on-one-side',
  'six-trending',
  'fourteen-alternating',
  'two-of-three-beyond-two-sigma',
  'four-of-five-beyond-one-sigma',
  'fifteen-within-one-sigma',
  'eight-outside-one-sigma',
];

export interface RunRuleHit {
  rule: RunRule;
  /** Of the point that completes the pattern, from 0. */
  index: number;
  /** Number of points the pattern looks at, ending at `index`. */
  span: number;
}

type Completes = (steps: readonly number[]) => boolean;

/** Each rule looks at the last `span` points as distances from the centre in sigmas; fewer points never complete it. */
const RULES: Readonly<Record<RunRule, { span: number; completes: Completes }>> = {
  'beyond-three-sigma': { span: 1, completes: (z) => Math.abs(z.at(-1)!) > 3 },
  'two-of-three-beyond-two-sigma': { span: 3, completes: (z) => sameSideBeyond(z, 2, 2) },
  'four-of-five-beyond-one-sigma': { span: 5, completes: (z) => sameSideBeyond(z, 4, 1) },
  'eight-on-one-side': { span: 8, completes: (z) => sameSideBeyond(z, 8, 0) },
  'nine-on-one-side': { span: 9, completes: (z) => sameSideBeyond(z, 9, 0) },
  'six-trending': { span: 6, completes: isTrending },
  'fourteen-alternating': { span: 14, completes: isAlternating },
  'fifteen-within-one-sigma': { span: 15, completes: (z) => z.every((one) => Math.abs(one) < 1) },
  'eight-outside-one-sigma': { span: 8, completes: isMixture },
};

/**
 * Where the chosen rules fire, ordered by point and then by rule.
 * @param values in order, in the unit of `centre` and `sigma`
 * @returns no hit at all when sigma is 0: a metric that never moved has no noise to compare with
 * @throws RangeError for values, a centre or a sigma that are no numbers, or a negative sigma
 */
export function runRuleHits(
  values: readonly number[],
  { centre, sigma }: { centre: number; sigma: number },
  rules: readonly RunRule[] = WESTERN_ELECTRIC_RULES,
): RunRuleHit[] {
  requireSeries('values', values, 0);
  requireFinite('centre', centre);
  requireFinite('sigma', sigma);
  if (sigma < 0) throw new RangeError(`sigma must not be negative, got ${sigma}`);
  if (sigma === 0) return [];
  const distances = values.map((value) => (value - centre) / sigma);
  return values.flatMap((_, index) => rules.flatMap((rule) => hitAt(rule, index, distances)));
}

/**
 * Which of the rules the newest point completes.
 * @param distances of the newest points from the centre in sigmas, oldest first; no more are looked at than a rule spans
 */
export function runRulesAt(distances: readonly number[], rules: readonly RunRule[]): RunRule[] {
  return rules.filter((rule) => hitAt(rule, distances.length - 1, distances).length > 0);
}

function hitAt(rule: RunRule, index: number, distances: readonly number[]): RunRuleHit[] {
  const { span, completes } = RULES[rule];
  if (index + 1 < span) return [];
  return completes(distances.slice(index + 1 - span, index + 1)) ? [{ rule, index, span }] : [];
}

function sameSideBeyond(z: readonly number[], count: number, sigmas: number): boolean {
  const side = Math.sign(z.at(-1)!);
  const isBeyond = (one: number): boolean => one * side > sigmas;
  return isBeyond(z.at(-1)!) && z.filter(isBeyond).length >= count;
}

function isTrending(z: readonly number[]): boolean {
  const steps = stepsOf(z);
  return steps.every((step) => step > 0) || steps.every((step) => step < 0);
}

function isAlternating(z: readonly number[]): boolean {
  return stepsOf(z).every((step, i, steps) => step !== 0 && (i === 0 || step * steps[i - 1]! < 0));
}

/** Both sides, none near the centre: two processes drawn on one chart. */
function isMixture(z: readonly number[]): boolean {
  return z.every((one) => Math.abs(one) > 1) && Math.min(...z) < 0 && Math.max(...z) > 0;
}

function stepsOf(z: readonly number[]): number[] {
  return z.slice(1).map((one, i) => one - z[i]!);
}
