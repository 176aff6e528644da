import { requireCountOf, requireInnerProbability } from '../argument-checks.js';
import { twoSidedZ } from '../distributions/normal.js';
import { DEFAULT_CONFIDENCE } from './arm.js';

export interface OneProportionSizeInput {
  /** Expected rate, strictly between 0 and 1; 0.5 is the cautious choice when nothing is known. */
  rate: number;
  /** Half the width of the interval wanted around the rate, as a fraction: 0.01 is ±1 percentage point. */
  marginOfError: number;
  confidence?: number;
  /** Size of the whole population, when the sample is a notable part of it. */
  population?: number;
}

export interface SampleSize {
  /** Before rounding up. */
  exact: number;
  size: number;
}

/**
 * One-proportion sample size: how many to ask to know ONE rate to ± the margin, n = z² p (1-p) / E².
 * It is no pilot size: comparing two arms takes four to five times as many in each (see `pilotSize`).
 * @throws RangeError for a rate, margin or confidence outside (0, 1)
 */
export function oneProportionSampleSize(input: OneProportionSizeInput): SampleSize {
  const { rate, marginOfError, confidence = DEFAULT_CONFIDENCE, population } = input;
  requireInnerProbability('rate', rate);
  requireInnerProbability('marginOfError', marginOfError);
  requireInnerProbability('confidence', confidence);
  const unlimited = (twoSidedZ(confidence) ** 2 * rate * (1 - rate)) / marginOfError ** 2;
  if (population === undefined) return { exact: unlimited, size: Math.ceil(unlimited) };
  requireCountOf('population', population, 1);
  const exact = unlimited / (1 + (unlimited - 1) / population);
  return { exact, size: Math.ceil(exact) };
}
