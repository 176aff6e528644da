import { oneProportionSampleSize, pilotSize } from '../../../statistics/index.js';
import { expectedVariantRate, type PilotDesign } from './pilot-design.js';

/** The two sizes that must not be taken for one another (decision 2); each null until its figures are there. */
export interface SampleSizes {
  /** T-36, n = z² p (1-p) / E² with E = the smallest effect: to know ONE rate that closely. No size for a comparison. */
  readonly oneProportionSampleSize: number | null;
  /** Per arm, to find the effect between two equal arms by the referee's test. */
  readonly pilotSizePerArm: number | null;
  /** Chance that a pilot of that size finds the effect when it is there. */
  readonly power: number;
  readonly confidence: number;
}

const POWER = 0.8;

/** @param confidence of the verdict, in (0, 1) */
export function sampleSizesOf(design: PilotDesign, confidence: number): SampleSizes {
  const { expectedControlRate: rate, minimumEffect } = design;
  const variantRate = expectedVariantRate(design);
  if (rate === null || minimumEffect === null || variantRate === null) {
    return { oneProportionSampleSize: null, pilotSizePerArm: null, power: POWER, confidence };
  }
  const difference = variantRate - rate;
  return {
    oneProportionSampleSize: oneProportionSampleSize({ rate, marginOfError: minimumEffect, confidence }).size,
    pilotSizePerArm: pilotSize({ controlRate: rate, difference, power: POWER, confidence }).perArm,
    power: POWER,
    confidence,
  };
}
