/**
 * The zero of a continuous function inside a bracket, by Brent's method, to the last digits of a double.
 * @param f function that changes its sign between `low` and `high`
 * @throws RangeError when the sign does not change
 */
export function findRoot(f: (x: number) => number, low: number, high: number): number {
  let [a, b, fa, fb] = [low, high, f(low), f(high)];
  if (!(fa * fb <= 0)) throw new RangeError(`no root between ${low} and ${high}`);
  let [c, fc, step, previous] = [a, fa, b - a, b - a];
  for (let round = 0; round < 200; round += 1) {
    if (fb > 0 === fc > 0) [c, fc, step, previous] = [a, fa, b - a, b - a];
    if (Math.abs(fc) < Math.abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
    const tolerance = 2 * Number.EPSILON * Math.abs(b);
    const half = 0.5 * (c - b);
    if (fb === 0 || Math.abs(half) <= tolerance) return b;
    const trial = interpolate({ a, b, c, fa, fb, fc });
    const usable = Math.abs(trial) < Math.min(1.5 * Math.abs(half), 0.5 * Math.abs(previous)) && trial * half > 0;
    [previous, step] = usable ? [step, trial] : [half, half];
    [a, fa] = [b, fb];
    b += Math.abs(step) > tolerance ? step : Math.sign(half) * tolerance;
    fb = f(b);
  }
  return b;
}

interface Points {
  a: number;
  b: number;
  c: number;
  fa: number;
  fb: number;
  fc: number;
}

/** Step from b by inverse quadratic interpolation, or by the secant while only two points differ. */
function interpolate({ a, b, c, fa, fb, fc }: Points): number {
  const s = fb / fa;
  if (a === c) return ((c - b) * s) / (s - 1);
  const q = fa / fc;
  const r = fb / fc;
  const p = s * ((c - b) * q * (q - r) - (b - a) * (r - 1));
  return -p / ((q - 1) * (r - 1) * (s - 1));
}

/**
 * Solves f(x) = 0 for x > 0 by widening a bracket from `start` by doubling (or halving) until the sign changes.
 * @param f monotone function of x > 0
 */
export function findPositiveRoot(f: (x: number) => number, start: number): number {
  const sign = Math.sign(f(start));
  if (sign === 0) return start;
  for (let factor = 2; Number.isFinite(start * factor); factor *= 2) {
    if (Math.sign(f(start * factor)) !== sign) return findRoot(f, (start * factor) / 2, start * factor);
    if (Math.sign(f(start / factor)) !== sign) return findRoot(f, start / factor, (start / factor) * 2);
  }
  throw new RangeError('no root on the positive half-line');
}
