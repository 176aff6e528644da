import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { judgeOf } from '../judge-of.js';
import { startMachine } from '../machine.js';
import { historyFor, type Judge, walk } from '../replay.js';
import { settingsOf } from '../rule-settings.js';
import type { Series } from '../series.js';
import { WEEK_OF_HOURS } from './unusual-hour-strategy.js';

const HOUR_MS = 3_600_000;
const FIRST = Date.parse('2014-07-01T00:00:00Z');

/** Taxi passengers in New York, from half-hours to hours. */
const PASSENGERS = readFileSync('examples/data/anomalies/nyc_taxi.csv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .reduce<number[]>((hours, line, half) => {
    hours[half >> 1] = (hours[half >> 1] ?? 0) + Number(line.split(',')[1]);
    return hours;
  }, []);

function hours(values: readonly number[], first = FIRST): Series {
  const starts = values.map((_, index) => first + index * HOUR_MS);
  return {
    starts,
    ends: starts.map((start) => start + HOUR_MS),
    values: Float64Array.from(values),
    excluded: new Map(),
  };
}

function judge(direction: 'up' | 'down', weeks = 6): Judge {
  const settings = settingsOf('unusual_for_hour', { weeks });
  const terms = {
    condition: 'unusual_for_hour', period: 'hour', percent: null, baselineFrom: null, baselineTo: null, k: 1, m: 1, settings,
  } as const; // prettier-ignore
  const found = judgeOf({ terms, baseline: null, calibration: null }, { direction, target: null });
  if (!found) throw new Error('nothing to judge by');
  return found;
}

function fired(of: Judge, series: Series, first: number): string[] {
  const { moments } = walk(of, series, startMachine(), { first, last: series.starts.length - 1, since: 0 });
  const told = moments.filter(({ kind }) => kind === 'fired' || kind === 'fired_again');
  return told.map(({ kind, at }) => `${new Date(series.starts[at] ?? 0).toISOString().slice(0, 13)} ${kind}`);
}

describe('an hour that is unusual for its hour of the week', () => {
  const series = hours(PASSENGERS);
  const first = 8 * WEEK_OF_HOURS;

  it('is found in the passengers of taxis when a storm keeps them at home, and nights stay nights', () => {
    expect(fired(judge('up'), series, first)).toEqual(['2015-01-26T15 fired']);
  });

  it('follows from earlier hours alone: what comes later changes nothing', () => {
    const until = series.starts.indexOf(Date.parse('2015-01-26T16:00:00Z'));
    expect(fired(judge('up'), hours(PASSENGERS.slice(0, until)), first)).toEqual(['2015-01-26T15 fired']);
    expect(fired(judge('up'), hours(PASSENGERS.slice(0, until - 1)), first)).toEqual([]);
  });

  it('follows from the weeks before it alone, so a run that begins late says the same', () => {
    const of = judge('up', 4);
    const begun = series.starts.indexOf(Date.parse('2015-01-26T09:00:00Z'));
    const from = begun - historyFor(of, { begins: false });
    const late = hours(PASSENGERS.slice(from), series.starts[from]);
    const machine = (of: Judge, series: Series, first: number) =>
      walk(of, series, startMachine(), { first, last: first + 60, since: 0 }).machine;
    expect(machine(of, late, begun - from)).toEqual(machine(judge('up', 4), series, begun));
  });

  it('is no trouble when it is better than usual', () => {
    const values = PASSENGERS.slice(0, 9 * WEEK_OF_HOURS);
    values[first + 12] = 5 * (values[first + 12] ?? 0);
    expect(fired(judge('up'), hours(values), first)).toEqual([]);
    expect(fired(judge('down'), hours(values), first)).toHaveLength(1);
  });
});
