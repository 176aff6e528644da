import { requireCountOf, requirePositive, requireSeries } from '../argument-checks.js';
import { studentTTwoSided } from '../distributions/student-t.js';
import { mean } from '../summary.js';
import { dot, leastSquares } from './least-squares.js';
import type { LeastSquares, Matrix } from './least-squares.js';
import { neweyWestErrors, neweyWestLag } from './newey-west.js';

export interface InterruptedSeriesInput {
  /** One per period, in order. */
  values: readonly number[];
  /** Index, from 0, of the first period after the change. */
  changeAt: number;
  /** Periods per season, such as 12 for months; none when left out. */
  seasonPeriod?: number;
  /** Fit the logarithm, so that effects are relative; every value must be above 0. */
  log?: boolean;
}

export interface Coefficient {
  /** In the unit of the values (or of their logarithm), slopes per period. */
  estimate: number;
  ordinaryError: number;
  ordinaryPValue: number;
  /** Newey-West: holds when neighbouring periods resemble each other. Judge by this one. */
  robustError: number;
  robustPValue: number;
}

export interface InterruptedSeries {
  intercept: Coefficient;
  trendBefore: Coefficient;
  /** Jump in the first period after the change, against the continued trend. */
  levelChange: Coefficient;
  /** By how much the trend is steeper after the change. */
  slopeChange: Coefficient;
  /** The jump in percent when the logarithm was fitted, else `null`. */
  levelChangePercent: number | null;
  lag: number;
  degreesOfFreedom: number;
  rSquared: number;
  /** Near 2 when residuals do not depend on their neighbours, towards 0 when they resemble them. */
  durbinWatson: number;
}

/**
 * Segmented regression of an interrupted time series: y ~ 1 + t + after + (t - first) · after + season.
 *
 * Unlike a before/after comparison it does not credit the change with a trend that was there already: a pure trend has
 * p = 4e-7 before/after and p = 0.76 here.
 * @throws RangeError when either side has fewer than two periods or fewer periods than coefficients, or for a log of 0 or less
 */
export function interruptedSeries(input: InterruptedSeriesInput): InterruptedSeries {
  const { values, log = false } = input;
  const y = checkedValues(input);
  const rows = values.map((_, i) => designRow(i, input));
  const fit = leastSquares(rows, y);
  const lag = neweyWestLag(y.length);
  const robust = neweyWestErrors(rows, fit, lag);
  const residualSquares = dot(fit.residuals, fit.residuals);
  const middle = mean(y);
  const steps = fit.residuals.slice(1).map((residual, i) => residual - fit.residuals[i]!);
  const coefficient = (index: number): Coefficient => coefficientOf(fit, robust, residualSquares, index);
  return {
    intercept: coefficient(0),
    trendBefore: coefficient(1),
    levelChange: coefficient(2),
    slopeChange: coefficient(3),
    levelChangePercent: log ? 100 * Math.expm1(fit.coefficients[2]!) : null,
    lag,
    degreesOfFreedom: fit.degreesOfFreedom,
    rSquared: 1 - residualSquares / y.reduce((sum, value) => sum + (value - middle) ** 2, 0),
    durbinWatson: dot(steps, steps) / residualSquares,
  };
}

function checkedValues({ values, changeAt, seasonPeriod, log = false }: InterruptedSeriesInput): number[] {
  requireSeries('values', values, 5);
  requireCountOf('changeAt', changeAt, 2);
  if (changeAt > values.length - 2) throw new RangeError('at least two periods must follow the change');
  if (seasonPeriod !== undefined) requireCountOf('seasonPeriod', seasonPeriod, 2);
  if (log) values.forEach((value, i) => requirePositive(`values[${i}]`, value));
  return log ? values.map(Math.log) : [...values];
}

function designRow(index: number, { changeAt, seasonPeriod }: InterruptedSeriesInput): Matrix[number] {
  const after = index >= changeAt ? 1 : 0;
  const row = [1, index + 1, after, after * (index - changeAt)];
  if (seasonPeriod === undefined) return row;
  const season = index % seasonPeriod;
  // the first season is the one the others are measured against
  return [...row, ...Array.from({ length: seasonPeriod - 1 }, (_, s) => (season === s + 1 ? 1 : 0))];
}

function coefficientOf(fit: LeastSquares, robust: readonly number[], squares: number, index: number): Coefficient {
  const df = fit.degreesOfFreedom;
  const estimate = fit.coefficients[index]!;
  const ordinaryError = Math.sqrt((squares / df) * fit.inverse[index]![index]!);
  const robustError = robust[index]!;
  return {
    estimate,
    ordinaryError,
    ordinaryPValue: studentTTwoSided(estimate / ordinaryError, df),
    robustError,
    robustPValue: studentTTwoSided(estimate / robustError, df),
  };
}
