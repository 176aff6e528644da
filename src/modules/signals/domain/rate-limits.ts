import {
  type Dispersion,
  lostToSeason,
  persistenceBesideJumps,
  type RatioChartKind,
  ratioLimits,
} from '../../../statistics/index.js';
import type { SizedRate } from './observation.js';

/** Fewer values say nothing of how neighbours hang together. */
const FEWEST = 4;

/** Limits of shares or rates, in the unit in which they are drawn. */
export interface RateLimits {
  readonly centre: number;
  /** Of one unit; a period out of n has it divided by √n. */
  readonly sigma: number;
  readonly spread: number;
  readonly persistence: number;
  readonly dispersion: Dispersion;
}

/**
 * Limits of a p or u chart: widened as `ratioLimits` says, and where neighbouring periods are alike, as on every chart.
 *
 * @param rates without their season, oldest first, two or more
 * @param places of the season that was fitted and taken out, if any; `scale`: what a rate of 1 is in their unit
 */
export function limitsOfRates(
  kind: RatioChartKind,
  rates: readonly SizedRate[],
  { places, scale }: { readonly places: number | null; readonly scale: number },
): RateLimits {
  const fitted = places === null ? 1 : lostToSeason(rates.length, places);
  const points = rates.map(({ rate, size }) => ({ ratio: rate / scale, size }));
  const { centre, sigma, spread, measured, pValue } = ratioLimits(kind, points, fitted);
  const distances = rates.map(({ rate, size }) => distanceFrom({ centre: scale * centre, sigma: scale * sigma }, rate, size)); // prettier-ignore
  const alike = memoryOf(distances, spread > 1);
  return {
    ...{ centre: scale * centre, sigma: (scale * sigma) / Math.sqrt(1 - alike) },
    ...{ spread, persistence: alike, dispersion: { measured, pValue, spread } },
  };
}

/**
 * How much a period takes after the one before. Where periods are no more uneven than chance makes them there is nothing
 * that neighbours could share, however smoothly they follow one another.
 *
 * @param distances in deviations, oldest first
 */
export function memoryOf(distances: readonly number[], isUneven: boolean): number {
  return isUneven && distances.length >= FEWEST ? persistenceBesideJumps(distances, 1) : 0;
}

/** How far a rate lies from the centre, in deviations of its own: the less it is out of, the less a distance says. */
export function distanceFrom(
  { centre, sigma }: { readonly centre: number; readonly sigma: number },
  rate: number,
  size: number,
): number {
  return sigma > 0 ? ((rate - centre) * Math.sqrt(size)) / sigma : 0;
}
