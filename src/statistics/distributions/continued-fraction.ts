const SMALLEST = 1e-300;
const LONGEST = 2_000_000;

/** The k-th partial numerator and denominator of a continued fraction, k = 1, 2, … */
export type Partial = (k: number) => readonly [numerator: number, denominator: number];

/**
 * b0 + a1/(b1 + a2/(b2 + …)) by the modified Lentz method, to the last digit.
 * @throws RangeError when it has not settled after two million terms
 */
export function continuedFraction(b0: number, partial: Partial): number {
  let value = b0 === 0 ? SMALLEST : b0;
  let c = value;
  let d = 0;
  for (let k = 1; k < LONGEST; k += 1) {
    const [a, b] = partial(k);
    d = b + a * d;
    c = b + a / c;
    if (Math.abs(d) < SMALLEST) d = SMALLEST;
    if (Math.abs(c) < SMALLEST) c = SMALLEST;
    d = 1 / d;
    const step = c * d;
    value *= step;
    if (Math.abs(step - 1) < 3e-16) return value;
  }
  throw new RangeError('a continued fraction did not converge: the arguments are too extreme');
}
