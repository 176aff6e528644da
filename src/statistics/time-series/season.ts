import { requireCountOf } from '../argument-checks.js';
import { fisherFUpperTail } from '../distributions/fisher-f.js';
import { mean } from '../summary.js';
import { decomposeSeasons } from './seasonal-decomposition.js';
import { seasonalStrength } from './seasonal-strength.js';

export interface SeasonCheck {
  /** `unknown` with fewer than three whole seasons. */
  found: boolean | 'unknown';
  /** Periods per season. */
  period: number;
  /** Share of the movement that is season, in [0, 1]; 0 when unknown. */
  strength: number;
  /** The values without the season; the values themselves when none was found. Gaps stay gaps. */
  adjusted: (number | null)[];
  /** What the season adds to each value; 0 throughout when none was found. */
  seasonal: number[];
}

const LEAST_SEASONS = 3;
/** Wang, Smith and Hyndman's strength from which a season would make a control chart alarm at its peaks. */
const STRONG = 0.3;
/** A short series shows some season by chance: its places must differ more than 1 noise in 100 does. */
const SIGNIFICANT = 0.01;

/**
 * Finds a season of a known length and takes it out (robust STL), so that a control chart may be drawn of the rest.
 * @param values one per period, in order; `null` where there is none
 * @param period 24 for hours, 7 for days, 12 for months
 */
export function removeSeason(values: readonly (number | null)[], period: number): SeasonCheck {
  requireCountOf('period', period, 2);
  const none = { period, strength: 0, adjusted: [...values], seasonal: values.map(() => 0) };
  if (values.length < LEAST_SEASONS * period) return { ...none, found: 'unknown' };
  const whole = withoutGaps(values);
  const parts = decomposeSeasons(whole, { period, robust: true });
  const strength = seasonalStrength(parts).seasonal;
  const detrended = whole.map((value, i) => value - parts.trend[i]!);
  if (strength < STRONG || placesDiffer(detrended, period) > SIGNIFICANT) return { ...none, found: false, strength };
  const adjusted = values.map((value, i) => (value === null ? null : value - parts.seasonal[i]!));
  return { found: true, period, strength, adjusted, seasonal: parts.seasonal };
}

/**
 * How much wider the noise is than what a fitted season left of it: its factors take as many degrees of freedom as it has
 * places but one.
 */
export function lostToSeason(periods: number, places: number): number {
  return Math.sqrt(periods / Math.max(1, periods - places + 1));
}

/** Straight lines over the gaps: for finding the season alone. */
function withoutGaps(values: readonly (number | null)[]): number[] {
  const known = values.flatMap((value, i) => (value === null ? [] : [{ i, value }]));
  if (known.length === 0) throw new RangeError('values must hold at least 1 number');
  let next = 0;
  return values.map((value, i) => {
    if (value !== null) return value;
    while (next < known.length && known[next]!.i < i) next += 1;
    const [before, after] = [known[next - 1] ?? known[next]!, known[next] ?? known.at(-1)!];
    if (after.i === before.i) return before.value;
    return before.value + ((after.value - before.value) * (i - before.i)) / (after.i - before.i);
  });
}

/** p-value of the one-way analysis of variance between the places of the season. */
function placesDiffer(values: readonly number[], period: number): number {
  const overall = mean(values);
  const places = Array.from({ length: period }, (_, place) => values.filter((_value, i) => i % period === place));
  const between = places.reduce((sum, place) => sum + place.length * (mean(place) - overall) ** 2, 0);
  const within = places.reduce((sum, place) => {
    const middle = mean(place);
    return sum + place.reduce((squares, value) => squares + (value - middle) ** 2, 0);
  }, 0);
  const freedom = values.length - period;
  if (within === 0) return between === 0 ? 1 : 0;
  return fisherFUpperTail(between / (period - 1) / (within / freedom), period - 1, freedom);
}
