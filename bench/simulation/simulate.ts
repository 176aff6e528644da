import { calibrate } from '../../src/modules/triggers/domain/calibration.js';
import { healthySeries } from '../../src/modules/triggers/domain/false-alarms.js';
import { judgeOf } from '../../src/modules/triggers/domain/judge-of.js';
import { normalSource } from '../../src/modules/triggers/domain/random-normal.js';
import { type Moment, walk, warmUp } from '../../src/modules/triggers/domain/replay.js';
import { type Contestant, METRIC, NOISES } from './contestants.js';

export const BASELINE = 60;
export const HEALTHY = 365;
/** A shift is found when an item is opened for one of so many periods. */
export const WITHIN = 8;
export const SHIFT = 1.5;

/** Shares and averages over all histories, or over those of one noise. */
export interface Counts {
  /** Items opened in 365 healthy periods, on average. */
  readonly falseOpenings: number;
  /** Share of shifts found that come after these 365 periods, and of shifts that come at once after the baseline. */
  readonly detected: number;
  readonly detectedAtOnce: number;
}

export interface Figure extends Counts {
  readonly contestant: Contestant;
  readonly runs: number;
  /** The same for each noise, in the order of {@link NOISES}; all have as many histories. */
  readonly byNoise: readonly Counts[];
}

/**
 * Runs a rule over histories of independent normal values by the live job's own function: limits from 60 periods, then 365
 * healthy ones, then a lasting shift of 1.5 deviations for the worse; and the same with the shift right after the baseline.
 * All contestants meet the same histories, on metrics of each noise in turn.
 *
 * @param runs histories; a multiple of the number of noises
 */
export function simulate(contestant: Contestant, runs: number, seed: number): Figure {
  if (runs % NOISES.length !== 0) throw new Error(`the histories have to be a multiple of ${NOISES.length}`);
  const draw = normalSource(seed);
  const told = Array.from({ length: runs }, (_, run) => historyOf(contestant, draw, deviationOf(run)));
  const byNoise = NOISES.map((_, noise) => countsOf(told.filter((_history, run) => run % NOISES.length === noise)));
  return { contestant, runs, ...countsOf(told), byNoise };
}

/** What a rule did in one history. */
interface History {
  readonly falseOpenings: number;
  readonly detected: number;
  readonly detectedAtOnce: number;
}

function historyOf(contestant: Contestant, draw: () => number, deviation: number): History {
  const values = (count: number, shift: number): number[] =>
    Array.from({ length: count }, () => METRIC.mean + deviation * (draw() - shift));
  const baseline = values(BASELINE, 0);
  const healthy = values(HEALTHY, 0);
  const shifted = values(WITHIN, SHIFT);
  const year = momentsOf(contestant, baseline, [...healthy, ...shifted]);
  const atOnce = momentsOf(contestant, baseline, shifted);
  return {
    falseOpenings: year.filter(({ kind, at }) => kind === 'fired' && at < BASELINE + HEALTHY).length,
    detected: Number(year.some((moment) => isOpening(moment, BASELINE + HEALTHY))),
    detectedAtOnce: Number(atOnce.some((moment) => isOpening(moment, BASELINE))),
  };
}

function countsOf(histories: readonly History[]): Counts {
  const mean = (of: (history: History) => number): number =>
    histories.reduce((sum, history) => sum + of(history), 0) / histories.length;
  return {
    falseOpenings: mean((history) => history.falseOpenings),
    detected: mean((history) => history.detected),
    detectedAtOnce: mean((history) => history.detectedAtOnce),
  };
}

function deviationOf(run: number): number {
  return METRIC.mean * (NOISES[run % NOISES.length] ?? NaN);
}

/** A new item, or one that was recovered from so recently that it is reopened: either way somebody hears of it now. */
function isOpening({ kind, at }: Moment, from: number): boolean {
  return at >= from && (kind === 'fired' || kind === 'fired_again');
}

function momentsOf({ terms }: Contestant, baseline: readonly number[], after: readonly number[]): readonly Moment[] {
  const calibration = calibrate(baseline, '', '');
  const judge = judgeOf({ terms, baseline: calibration.centre, calibration }, METRIC);
  if (!judge) throw new Error('nothing to compare with');
  const series = healthySeries([...baseline, ...after]);
  // A rule that is made when its baseline is full begins with the newest period, as the live job does.
  const first = BASELINE - 1;
  const start = warmUp(judge, series, first, 0);
  return walk(judge, series, start, { first, last: series.starts.length - 1, since: 0 }).moments;
}
