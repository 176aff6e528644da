import { requireFinite, requireInnerProbability, requirePositive } from '../argument-checks.js';
import { findRoot } from '../distributions/find-root.js';
import { noncentralTUpperTail } from '../distributions/noncentral-t.js';
import { normalQuantile, twoSidedZ } from '../distributions/normal.js';
import { twoSidedT } from '../distributions/student-t.js';
import { DEFAULT_CONFIDENCE } from './arm.js';
import { DEFAULT_POWER } from './pilot-size.js';
import type { PilotSize } from './pilot-size.js';

export interface MeanEffect {
  /** Smallest difference of the means worth finding, in the metric's unit. */
  difference: number;
  /** Of single values, the same in both arms, in the metric's unit. */
  standardDeviation: number;
  confidence?: number;
}

/** Chance that a two-sided t test with `perArm` values in each arm finds the difference, in its true direction. */
export function meanPilotPower(input: MeanEffect & { perArm: number }): number {
  const { difference, standardDeviation, perArm, confidence = DEFAULT_CONFIDENCE } = input;
  requireMeanEffect(input);
  if (!(perArm > 1)) throw new RangeError(`perArm must be above 1, got ${perArm}`);
  const df = 2 * (perArm - 1);
  const shift = (Math.sqrt(perArm / 2) * Math.abs(difference)) / standardDeviation;
  return noncentralTUpperTail(twoSidedT(confidence, df), df, shift);
}

/**
 * Pilot size for a difference of means, such as average order value.
 * @param input.test 't' (exact, the default) or 'z' (the usual shortcut, about one too few)
 * @throws RangeError for a difference of 0, a deviation not above 0, a confidence or power outside (0, 1)
 */
export function meanPilotSize(input: MeanEffect & { power?: number; test?: 't' | 'z' }): PilotSize {
  const { difference, standardDeviation, confidence = DEFAULT_CONFIDENCE, power = DEFAULT_POWER, test = 't' } = input;
  requireMeanEffect(input);
  requireInnerProbability('power', power);
  const reach = twoSidedZ(confidence) + normalQuantile(power);
  const byZ = 2 * ((reach * standardDeviation) / difference) ** 2;
  if (test === 'z') return { exact: byZ, perArm: Math.ceil(byZ) };
  const short = (perArm: number): number => meanPilotPower({ ...input, perArm }) - power;
  const least = 1.1;
  const exact = short(least) >= 0 ? least : findRoot(short, Math.max(least, byZ - 1), byZ + 10);
  return { exact, perArm: Math.max(2, Math.ceil(exact)) };
}

function requireMeanEffect({ difference, standardDeviation, confidence = DEFAULT_CONFIDENCE }: MeanEffect): void {
  requireFinite('difference', difference);
  if (difference === 0) throw new RangeError('difference must not be 0: no size finds nothing');
  requirePositive('standardDeviation', standardDeviation);
  requireInnerProbability('confidence', confidence);
}
