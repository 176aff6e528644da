import { multiply } from './least-squares.js';
import type { LeastSquares, Matrix } from './least-squares.js';

/** Newey and West's (1994) rule of thumb for the number of lags: ⌊4 (n/100)^(2/9)⌋. */
export function neweyWestLag(n: number): number {
  return Math.floor(4 * (n / 100) ** (2 / 9));
}

/**
 * Standard errors that hold when neighbouring residuals resemble each other: Bartlett weights, no prewhitening, n/(n-k)
 * for small samples.
 * @param lag number of neighbours taken into account
 */
export function neweyWestErrors(rows: Matrix, fit: LeastSquares, lag: number): number[] {
  const scores = rows.map((row, i) => row.map((x) => x * fit.residuals[i]!));
  const width = rows[0]!.length;
  const meat: Matrix = Array.from({ length: width }, () => new Array<number>(width).fill(0));
  for (let l = 0; l <= lag; l += 1) addLag(meat, scores, l, 1 - l / (lag + 1));
  const covariance = multiply(multiply(fit.inverse, meat), fit.inverse);
  const smallSample = rows.length / fit.degreesOfFreedom;
  return covariance.map((row, i) => Math.sqrt(smallSample * row[i]!));
}

function addLag(meat: Matrix, scores: Matrix, lag: number, weight: number): void {
  for (let t = lag; t < scores.length; t += 1) {
    const [now, before] = [scores[t]!, scores[t - lag]!];
    now.forEach((a, i) =>
      now.forEach((_, j) => {
        const both = a * before[j]!;
        meat[i]![j]! += weight * both;
        if (lag > 0) meat[j]![i]! += weight * both;
      }),
    );
  }
}
