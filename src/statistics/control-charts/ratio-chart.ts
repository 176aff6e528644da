import { TRIAL_PERIODS } from './baseline-length.js';
import { chanceOf, dispersionOf } from './attribute-charts.js';
import type { Dispersion, Sample } from './attribute-charts.js';

/** Charts whose limits follow what each period is out of: shares of a whole, and rates that may be more. */
export type RatioChartKind = 'p' | 'u';

/** Whether both are whole, and neither is below nothing: orders of visits, and no money by orders. */
export function isCounted({ count, size }: Sample): boolean {
  return [count, size].every((value) => Number.isSafeInteger(value) && value >= 0);
}

/**
 * The chart that fits what a ratio counts: shares of a whole (`p`), or occurrences that may be more than their units
 * (`u`). Undefined where it counts nothing: amounts of money, means, or fewer than twelve periods. Whoever charts a ratio
 * asks here: trigger rules, control charts, locked limits, signal or noise.
 */
export function ratioChartFor(samples: readonly Sample[]): RatioChartKind | undefined {
  if (samples.length < TRIAL_PERIODS || !samples.every(isCounted)) return undefined;
  return samples.every(({ count, size }) => count <= size) ? 'p' : 'u';
}

/** A period of a ratio: the quotient, perhaps without its season, and what it is out of, above 0. */
export interface RatioPoint {
  readonly ratio: number;
  readonly size: number;
}

export interface RatioLimits extends Dispersion {
  /** The pooled quotient. */
  readonly centre: number;
  /** Deviation of one unit, as much wider as `spread` says; a period out of n has it divided by √n. */
  readonly sigma: number;
  /** Units that the centre rests on. */
  readonly units: number;
}

/**
 * Limits of a p or u chart: the pooled ratio, and the deviation that chance alone gives one unit, widened where the
 * periods differ by more than that (Laney's p′ and u′, `dispersionOf`).
 *
 * @param points two or more, in order
 * @param fitted how much wider what is left of periods is whose season was fitted and taken out (`lostToSeason`)
 * @throws RangeError for fewer, or shares above 1
 */
export function ratioLimits(kind: RatioChartKind, points: readonly RatioPoint[], fitted = 1): RatioLimits {
  const units = points.reduce((sum, { size }) => sum + size, 0);
  const centre = points.reduce((sum, { ratio, size }) => sum + ratio * size, 0) / units;
  const dispersion = dispersionOf(
    kind,
    points.map((point) => sampleOf(point, kind)),
  );
  const spread = dispersion.spread === 1 ? 1 : dispersion.spread * fitted;
  return { ...dispersion, centre, units, spread, sigma: spread * unitDeviation(kind, centre) };
}

/** Deviation of one unit where nothing but chance is at work, whatever a season taken out has made of the ratio. */
export function unitDeviation(kind: RatioChartKind, ratio: number): number {
  const rate = Math.max(0, ratio);
  return kind === 'p' && rate > 1 ? 0 : chanceOf(kind, rate);
}

/** A count as it would have been in an average place of the season. */
function sampleOf({ ratio, size }: RatioPoint, kind: RatioChartKind): Sample {
  const count = Math.max(0, Math.round(ratio * size));
  return { count: kind === 'p' ? Math.min(count, size) : count, size };
}
