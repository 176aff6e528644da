/**
 * Building blocks of Loader, "Fast and accurate computation of binomial probabilities" (2000): densities are written as
 * exp(-deviance) so that x^a·(1-x)^b/B(a,b) keeps its digits where lnΓ would cancel six of them away.
 */

const HALF_LOG_TWO_PI = 0.9189385332046728;

/** ln Γ(n+1) - [(n + ½) ln n - n + ln √(2π)] for n > 0: what Stirling's formula leaves over. */
export function stirlingError(n: number): number {
  let error = 0;
  let m = n;
  // The series below has full precision from 16 on; the recurrence δ(n) = δ(n+1) + (n+½) ln(1+1/n) - 1 leads there.
  for (; m < 16; m += 1) error += (m + 0.5) * Math.log1p(1 / m) - 1;
  const square = m * m;
  const series = (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square;
  return error + (1 / 12 - (1 / 360 - series) / square) / m;
}

/** x ln(x/mean) + mean - x, for x, mean > 0, without cancellation near x = mean. */
export function deviance(x: number, mean: number): number {
  const gap = x - mean;
  if (Math.abs(gap) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - gap;
  const v = gap / (x + mean);
  let sum = gap * v;
  let term = 2 * x * v;
  for (let odd = 3; ; odd += 2) {
    term *= v * v;
    const next = sum + term / odd;
    if (next === sum) return sum;
    sum = next;
  }
}

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  return stirlingError(x) + (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI;
}

/** ln of x^a e^-x / Γ(a+1), for a, x > 0. */
export function logPoissonTerm(a: number, x: number): number {
  return -stirlingError(a) - deviance(a, x) - HALF_LOG_TWO_PI - 0.5 * Math.log(a);
}

/** ln of Γ(a+b+1) / (Γ(a+1) Γ(b+1)) · x^a · y^b, for a, b > 0 and x + y = 1, both above 0. */
export function logBinomialTerm(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const stirling = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return stirling - deviance(a, n * x) - deviance(b, n * y) - HALF_LOG_TWO_PI + 0.5 * Math.log(n / a / b);
}
