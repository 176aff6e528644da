import { requireCount, requireCountOf, requireInnerProbability } from '../argument-checks.js';

/** One arm of a test on a rate: how many of the `trials` (unique visitors) succeeded (ordered). */
export interface Arm {
  successes: number;
  trials: number;
}

export interface TwoArms {
  control: Arm;
  variant: Arm;
}

/** A two-sided interval; a bound is in the unit of the figure it belongs to. */
export interface Interval {
  lower: number;
  upper: number;
}

export const DEFAULT_CONFIDENCE = 0.95;

/** @throws RangeError for no trials, counts that are not whole or negative, or more successes than trials */
export function requireArm(name: string, arm: Arm): void {
  requireCountOf(`${name}.trials`, arm.trials, 1);
  requireCount(`${name}.successes`, arm.successes);
  if (arm.successes > arm.trials) {
    throw new RangeError(`${name} has more successes (${arm.successes}) than trials (${arm.trials})`);
  }
}

/** @throws RangeError when either arm is impossible or the confidence lies outside (0, 1) */
export function requireArms({ control, variant }: TwoArms, confidence = DEFAULT_CONFIDENCE): void {
  requireArm('control', control);
  requireArm('variant', variant);
  requireInnerProbability('confidence', confidence);
}

/** Successes per trial, between 0 and 1. */
export function rateOf({ successes, trials }: Arm): number {
  return successes / trials;
}

/** variant rate - control rate, as a fraction: 0.01 is one percentage point. */
export function rateDifference({ control, variant }: TwoArms): number {
  return rateOf(variant) - rateOf(control);
}

/** Standard error of the difference if both arms had the rate of all trials together. */
export function pooledError({ control, variant }: TwoArms): number {
  const trials = control.trials + variant.trials;
  const together = (control.successes + variant.successes) / trials;
  return Math.sqrt(together * (1 - together) * (1 / control.trials + 1 / variant.trials));
}

/** Standard error of the difference with each arm at its own rate. */
export function unpooledError({ control, variant }: TwoArms): number {
  return Math.sqrt(rateVariance(control) + rateVariance(variant));
}

function rateVariance(arm: Arm): number {
  const rate = rateOf(arm);
  return (rate * (1 - rate)) / arm.trials;
}
