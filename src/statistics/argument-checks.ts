/** Every figure below feeds a verdict: a bad argument must stop the computation, not travel on as NaN. */

/** @throws RangeError unless `value` is a finite number. */
export function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, got ${value}`);
}

/** @throws RangeError unless `value` is finite and above zero. */
export function requirePositive(name: string, value: number): void {
  if (!Number.isFinite(value) || value <= 0) throw new RangeError(`${name} must be a number above 0, got ${value}`);
}

/** @throws RangeError unless `value` is a whole number, zero or more. */
export function requireCount(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`${name} must be a whole number of 0 or more, got ${value}`);
  }
}

/** @throws RangeError unless `value` is a whole number of at least `least`. */
export function requireCountOf(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`${name} must be a whole number of ${least} or more, got ${value}`);
  }
}

/** @throws RangeError unless `value` lies in [0, 1]. */
export function requireProbability(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${name} must lie between 0 and 1, got ${value}`);
}

/** @throws RangeError unless `value` lies strictly between 0 and 1. */
export function requireInnerProbability(name: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`${name} must lie strictly between 0 and 1, got ${value}`);
}

/** @throws RangeError unless `values` holds at least `least` numbers, all finite. */
export function requireSeries(name: string, values: readonly number[], least: number): void {
  if (values.length < least) {
    throw new RangeError(`${name} must hold at least ${least} numbers, got ${values.length}`);
  }
  values.forEach((value, index) => requireFinite(`${name}[${index}]`, value));
}
