import { cChart, pChart, persistence, removeSeason, type Sample, uChart, xmrChart } from '../../../statistics/index.js';
import { type Observation, valuesIn } from './observation.js';

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
}

/**
 * Limits from the periods at hand. Individuals lose their season first, and get wider limits when neighbours are alike.
 *
 * @param seasonLength periods per season to look for; null for none
 * @throws RangeError for fewer than two values, or counts that are none
 */
export function reckonLimits(
  kind: ChartKind,
  observations: readonly Observation[],
  seasonLength: number | null,
): ChartLimits {
  const points = valuesIn(observations).length;
  if (kind === 'xmr' || kind === 'ewma') return { kind, points, ...limitsOfIndividuals(observations, seasonLength) };
  const samples = samplesIn(observations);
  const { centre, sigma } =
    kind === 'p' ? pChart(samples) : kind === 'u' ? uChart(samples) : cChart(valuesIn(observations));
  return { kind, points, centre, sigma, season: null, seasonStrength: 0, persistence: 0 };
}

/** Counts with what they are out of; periods in which either is missing, or nothing was there to count, are left out. */
function samplesIn(observations: readonly Observation[]): Sample[] {
  return observations.flatMap(({ value, size }) => (value === null || !size ? [] : [{ count: value, size }]));
}

function limitsOfIndividuals(observations: readonly Observation[], seasonLength: number | null) {
  const { season, seasonStrength } = seasonIn(observations, seasonLength);
  const values = valuesIn(observations.map((one) => ({ ...one, value: adjusted(one, season) })));
  const alike = values.length < 4 ? 0 : persistence(values);
  const { centre, sigma } = xmrChart(values, { method: 'exact' });
  // The moving range of a process that remembers measures sigma · √(1 - φ).
  return { centre, sigma: sigma / Math.sqrt(1 - alike), season, seasonStrength, persistence: alike };
}

function seasonIn(observations: readonly Observation[], length: number | null) {
  const none = { season: null, seasonStrength: 0 };
  if (length === null) return none;
  const { found, seasonal, strength } = removeSeason(
    observations.map(({ value }) => value),
    length,
  );
  if (found !== true) return none;
  const season = new Array<number>(length).fill(0);
  observations.forEach(({ place }, i) => (season[place] = seasonal[i]!));
  return { season, seasonStrength: strength };
}

/** A value without its season. */
export function adjusted({ value, place }: Observation, season: readonly number[] | null): number | null {
  return value === null ? null : value - (season?.[place] ?? 0);
}
