import {
  type RatioChartKind,
  ratioLimits,
  type RatioPoint,
  removeSeason,
  type SignalProposal,
  signalOrNoise,
  type SignalReason,
  TRIAL_PERIODS,
} from '../../../statistics/index.js';
import { adjusted, type ChartLimits, type Reckoning } from './chart-limits.js';
import type { Observation, SizedRate } from './observation.js';
import { distanceFrom, memoryOf } from './rate-limits.js';

/** What is proposed of shares or rates; the limits are those of the newest period, since each has its own. */
export interface RateProposal extends SignalProposal {
  /** How many times as much as chance alone they vary; the limits are as much wider. */
  readonly spread: number;
  /** What the newest period is out of. */
  readonly size: number;
}

/** A period whose rate is known; `index` counts in the observations. */
interface Known extends SizedRate {
  readonly index: number;
}

type Limits = Pick<ChartLimits, 'centre' | 'sigma' | 'spread' | 'points'>;

const RECENT = 8;
/** Deviations, as for a single period on the chart. */
const ENOUGH = 3;
const LASTING: readonly SignalReason['code'][] = ['shift', 'trend', 'run'];

/**
 * Signal or noise for shares and rates: every period is judged by how far it lies from the centre in deviations of its
 * own (a standardised chart, Montgomery, chapter 7), so that few visits say little, and the reasons are told in the
 * metric's unit again.
 *
 * @param observations twelve or more with a rate
 * @param locked limits to go by; those of all but the newest eight periods when null
 */
export function rateSignal(
  kind: RatioChartKind,
  observations: readonly Observation[],
  { seasonLength, scale }: Reckoning,
  locked: ChartLimits | null,
): RateProposal {
  const drawn = observations.map((one) => adjusted(kind, one, locked?.season ?? null));
  const season = locked || seasonLength === null ? null : removeSeason(drawn, seasonLength);
  const known = knownIn(observations, season?.adjusted ?? drawn);
  const limits = locked ?? limitsOf(kind, known, scale);
  const values = observations.map((): number | null => null);
  for (const { index, rate, size } of known) values[index] = distanceFrom(limits, rate, size);
  const drawnValues = values.filter((value) => value !== null);
  const alike = locked?.persistence ?? memoryOf(drawnValues, isUneven(kind, known, scale));
  // Locked limits were widened when they were reckoned.
  const wider = locked ? 1 : 1 / Math.sqrt(1 - alike);
  const standard = { centre: 0, sigma: wider, points: limits.points };
  const found = signalOrNoise({ values, limits: standard, leastNoise: 1, persistence: alike });
  const own = { ...limits, sigma: wider * limits.sigma };
  const reasons = found.reasons.filter((reason) => evidenceFor(reason, known, own) > ENOUGH);
  const told = reasons.map((reason) => inUnit(reason, known));
  return {
    ...found,
    ...ownLimits(kind, known, own, scale),
    proposal: reasons.some(({ code }) => LASTING.includes(code)) ? 'structural' : 'short_term',
    reasons: told.length > 0 ? told : [{ code: 'within_limits' }],
    season,
    spread: limits.spread,
  };
}

function knownIn(observations: readonly Observation[], drawn: readonly (number | null)[]): Known[] {
  return observations.flatMap(({ size }, index) => {
    const rate = drawn[index] ?? null;
    return rate === null || !size ? [] : [{ rate, size, index }];
  });
}

/** Of all but the newest periods, whose change is in question; of all where nothing had ever been counted before. */
function limitsOf(kind: RatioChartKind, known: readonly Known[], scale: number): Limits {
  const points = pointsOf(known, scale);
  const first = points.slice(0, Math.max(TRIAL_PERIODS, points.length - RECENT));
  const [before, all] = [ratioLimits(kind, first), ratioLimits(kind, points)];
  const [{ centre, sigma, spread }, count] = before.sigma > 0 ? [before, first.length] : [all, points.length];
  return { centre: scale * centre, sigma: scale * sigma, spread, points: count };
}

/** Whether the periods, newest included, differ by more than chance. */
function isUneven(kind: RatioChartKind, known: readonly Known[], scale: number): boolean {
  return ratioLimits(kind, pointsOf(known, scale)).spread > 1;
}

function pointsOf(known: readonly Known[], scale: number): RatioPoint[] {
  return known.map(({ rate, size }) => ({ ratio: rate / scale, size }));
}

function ownLimits(kind: RatioChartKind, known: readonly Known[], { centre, sigma }: Limits, scale: number) {
  const size = known.at(-1)?.size ?? 1;
  const reach = (3 * sigma) / Math.sqrt(size);
  const upper = Math.min(kind === 'p' ? scale : Infinity, centre + reach);
  return { centre, lower: Math.max(0, centre - reach), upper, size };
}

/** What was found in deviations, told as the metric counts: levels are pooled, so that many visits weigh more than few. */
function inUnit(reason: SignalReason, known: readonly Known[]): SignalReason {
  switch (reason.code) {
    case 'excursion':
      return { ...reason, value: known.find(({ index }) => index === reason.index)?.rate ?? reason.value };
    case 'shift': {
      const [before, after] = levelsOf(reason, known);
      return { ...reason, before: pooled(before), after: pooled(after) };
    }
    case 'trend':
      return { ...reason, slope: lineOf(known).slope };
    case 'run':
    case 'within_limits':
      return reason;
  }
}

/** How many deviations of what was counted in all speak for a lasting change; few visits in many periods stay few. */
function evidenceFor(reason: SignalReason, known: readonly Known[], { centre, sigma }: Limits): number {
  if (sigma === 0) return 0;
  switch (reason.code) {
    case 'shift': {
      const [before, after] = levelsOf(reason, known);
      const variance = 1 / unitsOf(before) + 1 / unitsOf(after);
      return Math.abs(pooled(after) - pooled(before)) / (sigma * Math.sqrt(variance));
    }
    case 'trend': {
      const { slope, weight } = lineOf(known);
      return Math.abs(slope) / (sigma / Math.sqrt(weight));
    }
    case 'run': {
      const last = known.findIndex(({ index }) => index === reason.index);
      const run = known.slice(Math.max(0, last + 1 - reason.span), last + 1);
      return (Math.abs(pooled(run) - centre) * Math.sqrt(unitsOf(run))) / sigma;
    }
    case 'excursion':
    case 'within_limits':
      return Infinity;
  }
}

function levelsOf({ index: start, since }: { index: number; since: number }, known: readonly Known[]) {
  const before = known.filter(({ index }) => index >= since && index < start);
  return [before, known.filter(({ index }) => index >= start)] as const;
}

function unitsOf(known: readonly SizedRate[]): number {
  return known.reduce((sum, { size }) => sum + size, 0);
}

function pooled(known: readonly SizedRate[]): number {
  return known.reduce((sum, { rate, size }) => sum + rate * size, 0) / unitsOf(known);
}

/** The straight line through the periods, each weighed by what it is out of: slope per period, and what it rests on. */
function lineOf(known: readonly Known[]): { readonly slope: number; readonly weight: number } {
  const middle = pooled(known.map(({ index, size }) => ({ rate: index, size })));
  const weight = known.reduce((sum, { index, size }) => sum + size * (index - middle) ** 2, 0);
  const rise = known.reduce((sum, { index, size, rate }) => sum + size * (index - middle) * rate, 0);
  return { slope: rise / weight, weight };
}
