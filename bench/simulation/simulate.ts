import { calibrate } from '../../src/modules/triggers/domain/calibration.js';
import { healthySeries } from '../../src/modules/triggers/domain/false-alarms.js';
import { judgeOf } from '../../src/modules/triggers/domain/judge-of.js';
import { normalSource } from '../../src/modules/triggers/domain/random-normal.js';
import { type Moment, walk, warmUp } from '../../src/modules/triggers/domain/replay.js';
import { type Contestant, METRIC } from './contestants.js';

export const BASELINE = 60;
export const HEALTHY = 365;
/** A shift is found when an item is opened for one of so many periods. */
export const WITHIN = 8;
export const SHIFT = 1.5;

export interface Figure {
  readonly contestant: Contestant;
  /** Items opened in 365 healthy periods, on average. */
  readonly falseOpenings: number;
  /** Share of shifts found that come after these 365 periods, and of shifts that come at once after the baseline. */
  readonly detected: number;
  readonly detectedAtOnce: number;
  readonly runs: number;
}

/**
 * Runs a rule over histories of independent normal values by the live job's own function: limits from 60 periods, then 365
 * healthy ones, then a lasting shift of 1.5 deviations for the worse; and the same with the shift right after the baseline.
 * All contestants meet the same histories.
 */
export function simulate(contestant: Contestant, runs: number, seed: number): Figure {
  const draw = normalSource(seed);
  let [openings, found, foundAtOnce] = [0, 0, 0];
  for (let run = 0; run < runs; run += 1) {
    const baseline = values(BASELINE, draw, 0);
    const healthy = values(HEALTHY, draw, 0);
    const shifted = values(WITHIN, draw, SHIFT);
    const year = momentsOf(contestant, baseline, [...healthy, ...shifted]);
    openings += year.filter(({ kind, at }) => kind === 'fired' && at < BASELINE + HEALTHY).length;
    if (year.some((moment) => isOpening(moment, BASELINE + HEALTHY))) found += 1;
    if (momentsOf(contestant, baseline, shifted).some((moment) => isOpening(moment, BASELINE))) foundAtOnce += 1;
  }
  return {
    contestant,
    falseOpenings: openings / runs,
    detected: found / runs,
    detectedAtOnce: foundAtOnce / runs,
    runs,
  };
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

function values(count: number, draw: () => number, shift: number): number[] {
  return Array.from({ length: count }, () => METRIC.mean + METRIC.deviation * (draw() - shift));
}
