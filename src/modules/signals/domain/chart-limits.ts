import { cChart, type Dispersion, persistenceBesideShifts, removeSeason, xmrChart } from '../../../statistics/index.js';
import { type Observation, ratesIn, valuesIn } from './observation.js';
import { limitsOfRates } from './rate-limits.js';

/**
 * `xmr` individuals, `p` share of a whole, `c` count, `u` count per unit, `ewma` moving average of individuals, for small
 * lasting shifts.
 */
export const CHART_KINDS = ['xmr', 'p', 'c', 'u', 'ewma'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** Kinds in which a second metric says what the count is out of. */
export function needsSize(kind: ChartKind): kind is 'p' | 'u' {
  return kind === 'p' || kind === 'u';
}

/** What a chart is drawn by, once it is settled. */
export interface ChartLimits {
  readonly kind: ChartKind;
  readonly centre: number;
  /** Of a single value, or of one unit in a chart of shares and rates. */
  readonly sigma: number;
  /** Closed periods with a value that it was reckoned from. */
  readonly points: number;
  /** What each place of the season adds, in order; null where there is no season. */
  readonly season: number[] | null;
  /** Share of the movement that was season, in [0, 1]. */
  readonly seasonStrength: number;
  /** How much a period takes after the one before; the limits are as much wider. */
  readonly persistence: number;
  /** How many times as much as chance alone shares and rates vary (Laney), 1 or more; `sigma` holds it. */
  readonly spread: number;
}

/** The same just reckoned, with what was measured of over-dispersion on a chart of shares or rates. */
export type ReckonedLimits = ChartLimits & { readonly dispersion: Dispersion | null };

export interface Reckoning {
  /** Periods per season to look for; null for none. */
  readonly seasonLength: number | null;
  /** What a rate of 1 is in the unit that is drawn: 100 for a ratio in %. */
  readonly scale: number;
}

/**
 * Limits from the periods at hand. They lose their season first, and get wider limits when neighbours are alike; shares
 * and rates also where they differ by more than chance.
 *
 * @throws RangeError for fewer than two values, or counts that are none
 */
export function reckonLimits(
  kind: ChartKind,
  observations: readonly Observation[],
  { seasonLength, scale }: Reckoning,
): ReckonedLimits {
  const points = valuesIn(observations).length;
  const plain = { kind, points, spread: 1, dispersion: null };
  if (kind === 'c') {
    const { centre, sigma } = cChart(valuesIn(observations));
    return { ...plain, centre, sigma, season: null, seasonStrength: 0, persistence: 0 };
  }
  const { season, seasonStrength } = seasonIn(kind, observations, seasonLength);
  const drawn = observations.map((one) => adjusted(kind, one, season));
  if (!needsSize(kind)) return { ...plain, ...limitsOfIndividuals(drawn), season, seasonStrength };
  const rates = ratesIn(observations.map((one, i) => ({ ...one, rate: drawn[i] ?? null })));
  const limits = limitsOfRates(kind, rates, { places: season?.length ?? null, scale });
  return { ...plain, ...limits, points: rates.length, season, seasonStrength };
}

function limitsOfIndividuals(drawn: readonly (number | null)[]) {
  const values = drawn.filter((value) => value !== null);
  const alike = values.length < 4 ? 0 : persistenceBesideShifts(values);
  const { centre, sigma } = xmrChart(values, { method: 'exact' });
  // The moving range of a process that remembers measures sigma · √(1 - φ).
  return { centre, sigma: sigma / Math.sqrt(1 - alike), persistence: alike };
}

function seasonIn(kind: ChartKind, observations: readonly Observation[], length: number | null) {
  const none = { season: null, seasonStrength: 0 };
  const drawn = observations.map((one) => adjusted(kind, one, null));
  if (length === null || drawn.every((value) => value === null)) return none;
  const { found, seasonal, strength } = removeSeason(drawn, length);
  if (found !== true) return none;
  const season = new Array<number>(length).fill(0);
  observations.forEach(({ place }, i) => (season[place] = seasonal[i]!));
  return { season, seasonStrength: strength };
}

/** What a chart of this kind draws of a period, without its season; null for a gap. */
export function adjusted(
  kind: ChartKind,
  { value, rate, place }: Observation,
  season: readonly number[] | null,
): number | null {
  const drawn = needsSize(kind) ? rate : value;
  return drawn === null ? null : drawn - (season?.[place] ?? 0);
}
