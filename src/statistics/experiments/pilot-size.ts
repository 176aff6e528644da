import { requireCountOf, requireFinite, requireInnerProbability, requireProbability } from '../argument-checks.js';
import { findPositiveRoot } from '../distributions/find-root.js';
import { normalCdf, normalQuantile, twoSidedZ } from '../distributions/normal.js';
import { DEFAULT_CONFIDENCE } from './arm.js';
import { cohenH, twoSidedPower } from './two-proportion-power.js';

/** How the spread of the difference is reckoned; the referee's test is the pooled one. */
export type PilotSizeMethod = 'pooled' | 'unpooled' | 'arcsine' | 'control-variance';

export interface PilotEffect {
  /** Rate expected in the control arm, in [0, 1]. */
  controlRate: number;
  /** Smallest difference worth finding, variant - control, as a fraction: 0.01 is one percentage point. */
  difference: number;
  /** Of the verdict: 0.95 when left out. */
  confidence?: number;
}

export interface PilotSizeInput extends PilotEffect {
  /** Chance of finding the difference when it is there: 0.8 when left out. */
  power?: number;
  /** 'pooled' when left out; 'control-variance' is Evan Miller's calculator. */
  method?: PilotSizeMethod;
}

export interface PilotSize {
  /** Per arm, before rounding up. */
  exact: number;
  perArm: number;
}

export const DEFAULT_POWER = 0.8;

/**
 * Pilot size: how many each of two equal arms needs for the two-proportion test to find the difference.
 * @throws RangeError for rates that leave [0, 1] or jump from one end to the other, a difference of 0, or a confidence or power outside (0, 1)
 */
export function pilotSize(input: PilotSizeInput): PilotSize {
  const { power = DEFAULT_POWER, method = 'pooled', confidence = DEFAULT_CONFIDENCE } = input;
  requireInnerProbability('power', power);
  const { controlRate, variantRate, difference } = requireEffect(input);
  if (method === 'arcsine') return rounded(arcsineSize(cohenH(controlRate, variantRate), confidence, power));
  const unpooled = variance(controlRate) + variance(variantRate);
  const ifEqual = {
    pooled: 2 * variance((controlRate + variantRate) / 2),
    unpooled,
    'control-variance': 2 * variance(controlRate),
  }[method];
  const reach = twoSidedZ(confidence) * Math.sqrt(ifEqual) + normalQuantile(power) * Math.sqrt(unpooled);
  return rounded((reach / difference) ** 2);
}

/**
 * Chance that a pilot of this size finds the difference, in its true direction.
 * @param input the effect, and how many there are in each arm
 */
export function pilotPower(input: PilotEffect & { perArm: number }): number {
  const { perArm, confidence = DEFAULT_CONFIDENCE } = input;
  requireCountOf('perArm', perArm, 1);
  const { controlRate, variantRate, difference } = requireEffect(input);
  const ifEqual = Math.sqrt(2 * variance((controlRate + variantRate) / 2));
  const spread = Math.sqrt(variance(controlRate) + variance(variantRate));
  return normalCdf((Math.sqrt(perArm) * Math.abs(difference) - twoSidedZ(confidence) * ifEqual) / spread);
}

/** Power of the one-sided arcsine test for an effect of Cohen's h with `perArm` in each arm. */
export function oneSidedArcsinePower(h: number, perArm: number, confidence = DEFAULT_CONFIDENCE): number {
  requireInnerProbability('confidence', confidence);
  requireCountOf('perArm', perArm, 1);
  return normalCdf(h * Math.sqrt(perArm / 2) - normalQuantile(confidence));
}

function arcsineSize(h: number, confidence: number, power: number): number {
  return findPositiveRoot((n) => twoSidedPower(Math.abs(h) * Math.sqrt(n / 2), confidence) - power, 100);
}

function requireEffect({ controlRate, difference, confidence = DEFAULT_CONFIDENCE }: PilotEffect) {
  requireProbability('controlRate', controlRate);
  requireFinite('difference', difference);
  requireInnerProbability('confidence', confidence);
  if (difference === 0) throw new RangeError('difference must not be 0: no size finds nothing');
  const variantRate = controlRate + difference;
  requireProbability('controlRate + difference', variantRate);
  if (Math.abs(difference) === 1) throw new RangeError('from never to always there is no chance left to size');
  return { controlRate, variantRate, difference };
}

function variance(rate: number): number {
  return rate * (1 - rate);
}

function rounded(exact: number): PilotSize {
  return { exact, perArm: Math.ceil(exact) };
}
