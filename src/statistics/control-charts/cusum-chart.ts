import { requireFinite, requirePositive, requireSeries } from '../argument-checks.js';

export interface CusumOptions {
  /** Value the process should have. */
  target: number;
  /** Of single values. */
  sigma: number;
  /** Slack per value in sigmas, half the shift to find; 0.5 when left out. */
  allowance?: number;
  /** Sum that signals, in sigmas; 5 when left out. */
  decision?: number;
}

export interface CusumChart {
  /** Sums above and below the target, in the unit of the values, never negative. */
  high: number[];
  low: number[];
  /** A sum strictly above it is a signal; in the unit of the values. */
  decisionInterval: number;
  signals: CusumSignal[];
}

export interface CusumSignal {
  /** From 0. */
  index: number;
  side: 'high' | 'low';
  /** Index of the value with which the sum left zero: the likely start of the shift. */
  since: number;
}

/**
 * Tabular cumulative sum chart: dates a small lasting shift as well as finding it (Montgomery, Introduction to SQC, ch. 9).
 * @throws RangeError for a sigma or decision not above 0, a negative allowance, or values that are no numbers
 */
export function cusumChart(values: readonly number[], options: CusumOptions): CusumChart {
  const { target, sigma, allowance = 0.5, decision = 5 } = options;
  requireSeries('values', values, 1);
  requireFinite('target', target);
  requirePositive('sigma', sigma);
  requirePositive('decision', decision);
  if (!(allowance >= 0)) throw new RangeError(`allowance must not be negative, got ${allowance}`);
  const slack = allowance * sigma;
  const decisionInterval = decision * sigma;
  const high = sums(values.map((value) => value - target - slack));
  const low = sums(values.map((value) => target - slack - value));
  const signals = values.flatMap((_, index) => [
    ...signalAt(index, 'high', high, decisionInterval),
    ...signalAt(index, 'low', low, decisionInterval),
  ]);
  return { high, low, decisionInterval, signals };
}

function sums(steps: readonly number[]): number[] {
  let sum = 0;
  return steps.map((step) => (sum = Math.max(0, sum + step)));
}

function signalAt(index: number, side: 'high' | 'low', sumsOfSide: readonly number[], interval: number): CusumSignal[] {
  if (sumsOfSide[index]! <= interval) return [];
  return [{ index, side, since: sumsOfSide.lastIndexOf(0, index) + 1 }];
}
