import { requireInnerProbability, requirePositive } from '../argument-checks.js';
import { findPositiveRoot } from '../distributions/find-root.js';
import { DEFAULT_CONFIDENCE } from './arm.js';
import { effectVariance } from './effect.js';
import { DEFAULT_POWER } from './pilot-size.js';
import { twoSidedPower } from './two-proportion-power.js';

export interface RelativePowerInput {
  /** Of the metric as it is now, in its unit. */
  mean: number;
  /** Of single values. */
  variance: number;
  /** Units in each arm. */
  perArm: number;
  confidence?: number;
}

/** Chance that a two-sided test on the relative scale finds a relative effect: 0.05 is 5 % more. */
export function relativeEffectPower(input: RelativePowerInput & { relativeEffect: number }): number {
  const { mean, variance, perArm, relativeEffect, confidence = DEFAULT_CONFIDENCE } = input;
  requirePositive('perArm', perArm);
  requirePositive('variance', variance);
  requireInnerProbability('confidence', confidence);
  const control = { mean, variance, count: perArm };
  const variant = { ...control, mean: mean * (1 + relativeEffect) };
  return twoSidedPower(Math.abs(relativeEffect) / Math.sqrt(effectVariance(control, variant, 'relative')), confidence);
}

/**
 * Smallest relative rise that is found with the given power; `null` when no rise is, because its own spread outgrows it.
 */
export function smallestRelativeEffect(input: RelativePowerInput & { power?: number }): number | null {
  const { power = DEFAULT_POWER } = input;
  requireInnerProbability('power', power);
  const short = (relativeEffect: number): number => relativeEffectPower({ ...input, relativeEffect }) - power;
  const HUGE = 1e9;
  return short(HUGE) <= 0 ? null : findPositiveRoot(short, 0.01);
}

/**
 * How many times the present units an experiment still needs, on top of them, to find `effect` with the given power.
 * @param standardError of the effect with the present units, in the effect's unit
 * @returns 0 when the present units are enough
 */
export function additionalSampleFactor(input: {
  effect: number;
  standardError: number;
  power?: number;
  confidence?: number;
}): number {
  const { effect, standardError, power = DEFAULT_POWER, confidence = DEFAULT_CONFIDENCE } = input;
  requirePositive('effect', Math.abs(effect));
  requirePositive('standardError', standardError);
  requireInnerProbability('power', power);
  const shift = Math.abs(effect) / standardError;
  const factor = findPositiveRoot((times) => twoSidedPower(shift * Math.sqrt(times), confidence) - power, 1);
  return Math.max(0, factor - 1);
}
