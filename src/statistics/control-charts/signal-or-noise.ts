import { requireFinite, requirePositive } from '../argument-checks.js';
import { normalUpperTail } from '../distributions/normal.js';
import { mean } from '../summary.js';
import { mannKendallTest } from '../time-series/mann-kendall.js';
import { meanShifts } from '../time-series/mean-shifts.js';
import { persistenceBesideShifts } from '../time-series/persistence-beside-shifts.js';
import { removeSeason } from '../time-series/season.js';
import type { SeasonCheck } from '../time-series/season.js';
import { FIRM_PERIODS, TRIAL_PERIODS } from './baseline-length.js';
import { runRuleHits, WESTERN_ELECTRIC_RULES } from './run-rules.js';
import type { RunRule } from './run-rules.js';
import { xmrChart } from './xmr-chart.js';

export interface SignalInput {
  /** One per closed period, oldest first; `null` for a period without a value. */
  values: readonly (number | null)[];
  /** Periods per season to look for; none when left out. */
  season?: number;
  /** Locked limits; of the values before the last eight when left out. In the unit of the adjusted values. */
  limits?: { centre: number; sigma: number; points: number };
  /** Noise of the values that is known beforehand, as of counts; what moves less is no change of level. */
  leastNoise?: number;
  /** How much a period takes after the one before, as where limits were locked; else it is measured here, beside shifts. */
  persistence?: number;
  /** Run rules; Western Electric when left out. */
  rules?: readonly RunRule[];
}

/** What speaks for the proposal. Indices count in `values`; `side` is the side of the centre. */
export type SignalReason =
  | { code: 'within_limits' }
  | { code: 'excursion'; index: number; value: number; side: Side; isOver: boolean }
  | { code: 'run'; rule: RunRule; index: number; span: number; side: Side }
  /** `since` is where the level before began. */
  | { code: 'shift'; index: number; since: number; before: number; after: number; periods: number; side: Side }
  | { code: 'trend'; slope: number; pValue: number; side: Side };

export type Side = 'high' | 'low';

export interface SignalProposal {
  proposal: 'short_term' | 'structural';
  /** Whether the limits come from enough periods to rely on. */
  standing: 'trial' | 'firm';
  reasons: SignalReason[];
  centre: number;
  lower: number;
  upper: number;
  /** What the limits and rules were applied to: the values without their season, where there is one. */
  season: SeasonCheck | null;
  /** How much a period takes after the one before; above 0 the limits were widened and runs not judged. */
  persistence: number;
}

/** A change has lasted when the periods since make a level (`meanShifts`), not a spike. */
const LASTING = 4;
const RECENT = 8;
const TREND_CHANCE = 0.01;
/** Pairs of a trend test grow with the square. */
const MOST_FOR_TREND = 200;

interface Kept {
  value: number;
  /** In the values as given. */
  index: number;
}

/**
 * Whether a metric fluctuates as ever (`short_term`) or has changed (`structural`): a proposal with its reasons, for a
 * person to decide (N-05). Structural is a level that moved and stayed, a trend, or a run that noise alone rarely makes; a
 * single excursion is not, however far. Season and autocorrelation are taken out first, or a chart would call them signals.
 *
 * @throws RangeError for fewer than 12 values, or limits whose sigma is not above 0
 */
export function signalOrNoise(input: SignalInput): SignalProposal {
  const { values, rules = WESTERN_ELECTRIC_RULES, leastNoise = 0 } = input;
  const count = values.filter((value) => value !== null).length;
  if (count < TRIAL_PERIODS) throw new RangeError(`values must hold at least ${TRIAL_PERIODS} numbers, got ${count}`);
  values.forEach((value, i) => value !== null && requireFinite(`values[${i}]`, value));
  const season = input.season === undefined ? null : removeSeason(values, input.season);
  const kept = (season?.adjusted ?? values).flatMap((value, index): Kept[] =>
    value === null ? [] : [{ value, index }],
  );
  const phi = input.persistence ?? persistenceBesideShifts(kept.map(({ value }) => value));
  const { centre, sigma, points } = input.limits ?? limitsOf(kept, phi);
  if (input.limits) requirePositive('sigma', sigma);
  const lasting = lastingChanges(kept, phi, leastNoise);
  const runs = phi > 0 || lasting.length > 0 ? [] : runsOf(kept, { centre, sigma }, rules);
  const structural = [...lasting, ...runs];
  const excursions = excursionsOf(kept, centre, 3 * sigma);
  const noise: SignalReason[] = excursions.length > 0 ? excursions : [{ code: 'within_limits' }];
  return {
    proposal: structural.length > 0 ? 'structural' : 'short_term',
    standing: points < FIRM_PERIODS ? 'trial' : 'firm',
    reasons: structural.length > 0 ? [...structural, ...excursions] : noise,
    ...{ centre, lower: centre - 3 * sigma, upper: centre + 3 * sigma },
    season,
    persistence: phi,
  };
}

/** XmR limits of all but the newest periods, whose change is in question; widened for autocorrelation. */
function limitsOf(kept: readonly Kept[], phi: number): { centre: number; sigma: number; points: number } {
  const points = Math.max(TRIAL_PERIODS, kept.length - RECENT);
  const first = kept.slice(0, points).map(({ value }) => value);
  const { centre, sigma } = xmrChart(first, { method: 'exact' });
  // The moving range of a first-order process measures sigma · √(1 - φ).
  return { centre, sigma: sigma / Math.sqrt(1 - phi), points: first.length };
}

/** A shift or a trend, whichever describes the values better when both would. */
function lastingChanges(kept: readonly Kept[], phi: number, leastNoise: number): SignalReason[] {
  const [shift, trend] = [shiftOf(kept, phi, leastNoise), trendOf(kept, phi)];
  if (shift.length === 0 || trend.length === 0) return [...shift, ...trend];
  const values = kept.map(({ value }) => value);
  const { segments } = meanShifts(values, { minSegment: LASTING, penalty: 'modified-bic', leastNoise });
  const ofSteps = segments.reduce((sum, { start, end }) => sum + squaresAround(values.slice(start, end), 0), 0);
  // Each further level costs two figures, its height and its start, where a line costs one, its slope.
  const bic = (squares: number, figures: number): number =>
    values.length * Math.log(squares / values.length) + figures * Math.log(values.length);
  const ofLine = bic(squaresAround(values, slopeOf(values)), 2);
  return ofLine < bic(ofSteps, 2 * segments.length - 1) ? trend : shift;
}

function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const spread = values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  return values.reduce((sum, value, i) => sum + (i - middle) * value, 0) / spread;
}

/** Squared distances from the line of this slope through the middle of the values. */
function squaresAround(values: readonly number[], slope: number): number {
  const centre = mean(values.map((value, i) => value - slope * i));
  return values.reduce((sum, value, i) => sum + (value - slope * i - centre) ** 2, 0);
}

/** The last change of level, if it has lasted to the end. */
function shiftOf(kept: readonly Kept[], phi: number, leastNoise: number): SignalReason[] {
  const values = kept.map(({ value }) => value);
  // What a period owes to the one before is no news of the level (prewhitening).
  const news = phi === 0 ? values : values.slice(1).map((value, i) => value - phi * values[i]!);
  const { segments } = meanShifts(news, { minSegment: LASTING, penalty: 'modified-bic', leastNoise });
  const [before, after] = segments.slice(-2);
  if (!before || !after) return [];
  const start = after.start + (phi === 0 ? 0 : 1);
  const level = (mean: number): number => mean / (1 - phi);
  const side = after.mean > before.mean ? 'high' : 'low';
  const { index } = kept[start]!;
  const { index: since } = kept[before.start]!;
  const periods = kept.length - start;
  return [{ code: 'shift', index, since, before: level(before.mean), after: level(after.mean), periods, side }];
}

/** Mann-Kendall, its spread widened for autocorrelation (Hamed and Rao 1998, first order). */
function trendOf(kept: readonly Kept[], phi: number): SignalReason[] {
  const { z, slope } = mannKendallTest(kept.slice(-MOST_FOR_TREND).map(({ value }) => value));
  const widened = z / Math.sqrt((1 + phi) / (1 - phi));
  const pValue = 2 * normalUpperTail(Math.abs(widened));
  if (pValue >= TREND_CHANCE || slope === 0) return [];
  return [{ code: 'trend', slope, pValue, side: slope > 0 ? 'high' : 'low' }];
}

/** Runs that are still going on, or ended within the newest periods; the first of each rule. */
function runsOf(
  kept: readonly Kept[],
  limits: { centre: number; sigma: number },
  rules: readonly RunRule[],
): SignalReason[] {
  const hits = runRuleHits(
    kept.map(({ value }) => value),
    limits,
    rules,
  );
  const recent = hits.filter(({ rule, index }) => rule !== 'beyond-three-sigma' && index >= kept.length - LASTING);
  const firsts = recent.filter(({ rule }, i) => recent.findIndex((other) => other.rule === rule) === i);
  return firsts
    .filter(({ span }) => span >= LASTING)
    .map(({ rule, index, span }) => {
      const side = kept[index]!.value > limits.centre ? 'high' : 'low';
      return { code: 'run', rule, index: kept[index]!.index, span, side };
    });
}

function excursionsOf(kept: readonly Kept[], centre: number, reach: number): SignalReason[] {
  const last = kept.at(-1)!.index;
  return kept.slice(-RECENT).flatMap(({ value, index }): SignalReason[] => {
    const distance = value - centre;
    if (Math.abs(distance) <= reach) return [];
    return [{ code: 'excursion', index, value, side: distance > 0 ? 'high' : 'low', isOver: index !== last }];
  });
}
