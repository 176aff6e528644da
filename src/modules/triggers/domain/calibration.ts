import { lostToSeason, mean, ratioLimits, standardDeviation, unitDeviation } from '../../../statistics/index.js';
import type { Calibration, RatioLimits } from './series.js';

/** What limits are reckoned from: the values of a baseline, oldest first, and what it is called. */
export interface Baseline {
  readonly values: readonly number[];
  readonly from: string;
  readonly to: string;
}

/** Factors of a season, and how many periods they were reckoned from. */
export interface SeasonFactors {
  readonly seasonal: readonly number[];
  readonly periods: number;
}

/** What a ratio was out of in each period of the baseline. */
export interface RatioSizes {
  readonly kind: RatioLimits['kind'];
  readonly sizes: readonly number[];
  /** 100 for a metric in %. */
  readonly scale: number;
}

/**
 * Limits from a baseline: mean and standard deviation of its values. The deviation, not the moving range, since it is the
 * sharper estimate of a stable baseline: with 60 periods the moving range costs a seventh more false openings
 * (docs/triggers.md).
 *
 * @param values two or more, in order, without their season
 * @param season whose factors followed the noise a little, as every fit does: so much wider is what is left
 */
export function calibrate(values: readonly number[], from: string, to: string, season?: SeasonFactors): Calibration {
  const sigma = standardDeviation(values) * lostTo(season);
  const limits = { count: values.length, centre: mean(values), sigma, squares: sigma ** 2 * (values.length - 1) };
  return { ...limits, from, to, ...(season && { seasonal: season.seasonal }) };
}

/**
 * Limits of a chart of shares (p) or rates (u): the pooled ratio, and the deviation that chance alone gives one unit,
 * widened where the baseline's periods differ by more than that (Laney).
 *
 * @param values ratios in the metric's unit, without their season
 */
export function calibrateRatio(
  { values, from, to }: Baseline,
  { kind, sizes, scale }: RatioSizes,
  season?: SeasonFactors,
): Calibration {
  const points = values.map((value, i) => ({ ratio: value / scale, size: sizes[i] ?? 0 }));
  const { centre, sigma, units, spread } = ratioLimits(kind, points, lostTo(season));
  const ratio = { kind, units, spread, scale };
  const limits = { count: values.length, centre: scale * centre, sigma: scale * sigma, squares: 0, from, to, ratio };
  return { ...limits, ...(season && { seasonal: season.seasonal }) };
}

/**
 * The same with one value more (Welford 1962; a ratio is pooled).
 *
 * @param size what a ratio is out of
 */
export function grow(calibration: Calibration, value: number, size = NaN): Calibration {
  const count = calibration.count + 1;
  if (calibration.ratio) return growRatio(calibration, calibration.ratio, { value, size, count });
  const distance = value - calibration.centre;
  const centre = calibration.centre + distance / count;
  const squares = calibration.squares + distance * (value - centre);
  return { ...calibration, count, centre, squares, sigma: Math.sqrt(squares / (count - 1)) };
}

/** How uneven periods are stays as the baseline had it: one period more or less says nothing of it. */
function growRatio(
  calibration: Calibration,
  { units: before, ...ratio }: RatioLimits,
  { value, size, count }: { value: number; size: number; count: number },
): Calibration {
  if (!(size > 0)) return calibration;
  const units = before + size;
  const centre = calibration.centre + ((value - calibration.centre) * size) / units;
  return { ...calibration, count, centre, sigma: unitSigma(centre, ratio), ratio: { ...ratio, units } };
}

/** Deviation of one unit, in the metric's unit. */
function unitSigma(centre: number, { kind, spread, scale }: Omit<RatioLimits, 'units'>): number {
  return scale * spread * unitDeviation(kind, centre / scale);
}

function lostTo(season: SeasonFactors | undefined): number {
  return season ? lostToSeason(season.periods, season.seasonal.length) : 1;
}
