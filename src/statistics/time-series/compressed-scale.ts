import { median } from '../summary.js';

/** Of the usual size of the values: below this share of it the scale is straight, above it logarithmic. */
const STRAIGHT_SHARE = 0.1;

/**
 * A scale on which a cost that doubles moves as far at night as at noon, and on which zero and negative values still have
 * a place: sign(v) · ln(1 + |v| / unit).
 */
export class CompressedScale {
  /** @param unit in the unit of the values, above 0 */
  constructor(private readonly unit: number) {}

  /** The scale for values of the size of these; the unit follows theirs, so that cents and euros are judged alike. */
  static for(values: readonly number[]): CompressedScale {
    const sizes = values.map((value) => Math.abs(value));
    const usual = median(sizes) || Math.max(...sizes) || 1;
    return new CompressedScale(Math.max(STRAIGHT_SHARE * usual, Number.MIN_VALUE));
  }

  of(value: number): number {
    return Math.sign(value) * Math.log1p(Math.min(Math.abs(value) / this.unit, Number.MAX_VALUE));
  }

  /** The value that stands at a place of the scale. */
  back(place: number): number {
    const size = Math.expm1(Math.abs(place)) * this.unit;
    return Math.sign(place) * Math.min(size, Number.MAX_VALUE);
  }
}
