import { requireCountOf, requireSeries } from '../argument-checks.js';
import { mean, median } from '../summary.js';
import { loess, loessAt } from './loess.js';
import type { LoessOptions } from './loess.js';

export interface SeasonalOptions {
  /** Periods per season: 7 for days of a week, 12 for months; 2 or more. */
  period: number;
  /** Let outliers count less; costs fifteen rounds instead of one. */
  robust?: boolean;
}

export interface SeasonalDecomposition {
  /** Repeats every `period` values; in the unit of the values. */
  seasonal: number[];
  trend: number[];
  /** values - seasonal - trend */
  remainder: number[];
}

interface Smoothers {
  period: number;
  seasonal: LoessOptions;
  trend: LoessOptions;
  lowPass: LoessOptions;
}

/**
 * STL with a periodic season: Cleveland, Cleveland, McRae and Terpenning (1990), windows and rounds as R's `stl` sets them.
 * @param values one per period, in order, at least two full seasons and one value
 * @throws RangeError for a shorter series, a period below 2, or values that are no numbers
 */
export function decomposeSeasons(values: readonly number[], options: SeasonalOptions): SeasonalDecomposition {
  const { period, robust = false } = options;
  requireCountOf('period', period, 2);
  requireSeries('values', values, 2 * period + 1);
  const smoothers = smoothersFor(values.length, period);
  const [inner, outer] = robust ? [1, 15] : [2, 0];
  let weights: number[] | undefined;
  let [seasonal, trend] = innerRounds(
    values,
    values.map(() => 0),
    smoothers,
    inner,
    weights,
  );
  for (let round = 0; round < outer; round += 1) {
    weights = bisquareWeights(values.map((value, i) => value - seasonal[i]! - trend[i]!));
    [seasonal, trend] = innerRounds(values, trend, smoothers, inner, weights);
  }
  const periodic = averagedByPhase(seasonal, period);
  return { seasonal: periodic, trend, remainder: values.map((value, i) => value - periodic[i]! - trend[i]!) };
}

function smoothersFor(n: number, period: number): Smoothers {
  const seasonalSpan = 10 * n + 1;
  const trendSpan = nextOdd(Math.ceil((1.5 * period) / (1 - 1.5 / seasonalSpan)));
  const lowPassSpan = nextOdd(period);
  const smoother = (span: number, degree: 0 | 1): LoessOptions => ({ span, degree, jump: Math.ceil(span / 10) });
  return {
    period,
    seasonal: smoother(seasonalSpan, 0),
    trend: smoother(trendSpan, 1),
    lowPass: smoother(lowPassSpan, 1),
  };
}

function nextOdd(value: number): number {
  return value % 2 === 0 ? value + 1 : value;
}

function innerRounds(
  values: readonly number[],
  trendBefore: readonly number[],
  smoothers: Smoothers,
  rounds: number,
  weights?: readonly number[],
): [seasonal: number[], trend: number[]] {
  let trend = [...trendBefore];
  let seasonal: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const detrended = values.map((value, i) => value - trend[i]!);
    const cycles = smoothedCycles(detrended, smoothers, weights);
    const lowPass = loess(thriceAveraged(cycles, smoothers.period), smoothers.lowPass);
    seasonal = lowPass.map((low, i) => cycles[smoothers.period + i]! - low);
    const deseasoned = values.map((value, i) => value - seasonal[i]!);
    trend = loess(deseasoned, { ...smoothers.trend, weights });
  }
  return [seasonal, trend];
}

/** Every phase of the season smoothed by itself, one season longer at either end. */
function smoothedCycles(
  values: readonly number[],
  { period, seasonal }: Smoothers,
  weights?: readonly number[],
): number[] {
  const cycles = new Array<number>(values.length + 2 * period).fill(0);
  for (let phase = 0; phase < period; phase += 1) {
    const inPhase = (_: number, i: number): boolean => i % period === phase;
    const options = { ...seasonal, weights: weights?.filter(inPhase) };
    extended(values.filter(inPhase), options).forEach((value, season) => (cycles[season * period + phase] = value));
  }
  return cycles;
}

function extended(y: readonly number[], options: LoessOptions): number[] {
  const count = y.length;
  const span = Math.min(options.span, count);
  const smooth = loess(y, options);
  const before = loessAt(y, 0, 1, span, options) ?? smooth[0]!;
  const after = loessAt(y, count + 1, count - span + 1, count, options) ?? smooth[count - 1]!;
  return [before, ...smooth, after];
}

function thriceAveraged(values: readonly number[], period: number): number[] {
  return movingAverage(movingAverage(movingAverage(values, period), period), 3);
}

function movingAverage(values: readonly number[], span: number): number[] {
  let sum = values.slice(0, span).reduce((total, value) => total + value, 0);
  const averages = [sum / span];
  for (let i = span; i < values.length; i += 1) {
    sum += values[i]! - values[i - span]!;
    averages.push(sum / span);
  }
  return averages;
}

/** Tukey's bisquare on six median absolute residuals: beyond them a value has no say. */
function bisquareWeights(residuals: readonly number[]): number[] {
  const reach = 6 * median(residuals.map((residual) => Math.abs(residual)));
  return residuals.map((residual) => {
    const distance = Math.abs(residual);
    if (distance <= 0.001 * reach) return 1;
    return distance <= 0.999 * reach ? (1 - (distance / reach) ** 2) ** 2 : 0;
  });
}

function averagedByPhase(seasonal: readonly number[], period: number): number[] {
  const phases = Array.from({ length: period }, (_, phase) =>
    mean(seasonal.filter((_value, i) => i % period === phase)),
  );
  return seasonal.map((_, i) => phases[i % period]!);
}
