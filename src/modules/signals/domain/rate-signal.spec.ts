import { describe, expect, it } from '@jest/globals';

import { signalOrNoise } from '../../../statistics/index.js';
import type { Observation } from './observation.js';
import { rateSignal } from './rate-signal.js';

const CENTRE = 0.1;
const SCALE = 100;
const RUNS = 100;

/** Mulberry32: the same history in every run. */
function uniformOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

/** Counts as chance makes them; beyond ten thousand by the normal curve, which is as good there. */
function binomial(uniform: () => number, size: number, share: number): number {
  if (size <= 200) return Array.from({ length: size }, uniform).filter((one) => one < share).length;
  const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return Math.round(size * share + normal * Math.sqrt(size * share * (1 - share)));
}

const observed = (counts: readonly (readonly [count: number, size: number])[]): Observation[] =>
  counts.map(([count, size], day) => {
    const value = (SCALE * count) / size;
    return { start: new Date(day * 86_400_000), label: String(day), value, size, count, rate: value, place: day % 7 };
  });
const judge = (observations: readonly Observation[]) =>
  rateSignal('p', observations, { seasonLength: null, scale: SCALE }, null);
const judgedAsIndividuals = (observations: readonly Observation[]) =>
  signalOrNoise({ values: observations.map(({ value }) => value) });

interface World {
  readonly sizeAt: (day: number) => number;
  readonly shareAt?: (day: number) => number;
}

const worlds = ({ sizeAt, shareAt = () => CENTRE }: World) =>
  Array.from({ length: RUNS }, (_, seed) => {
    const uniform = uniformOf(seed + 1);
    const day = (at: number) => [binomial(uniform, sizeAt(at), Math.max(0, shareAt(at))), sizeAt(at)] as const;
    return observed(Array.from({ length: 60 }, (_day, at) => day(at)));
  });
const structural = (proposals: readonly { proposal: string }[]) =>
  proposals.filter(({ proposal }) => proposal === 'structural').length / proposals.length;

/** Ten thousand visits a day, and as few as a hundred in the last days: a site that is closing for the holidays. */
const closing = (last: number) => (day: number) => (day >= 60 - last ? 100 : 10_000);

describe('signal or noise of shares', () => {
  it.each([1, 4, 8])('takes seven orders of a hundred visits for noise, though they come on %i days', (days) => {
    const history = Array.from({ length: 60 - days }, (_, day) => [1000 + ((day * 7) % 5) - 2, 10_000] as const);
    const few = Array.from({ length: days }, () => [7, 100] as const);
    expect(judge(observed([...history, ...few]))).toMatchObject({
      proposal: 'short_term',
      reasons: [{ code: 'within_limits' }],
    });
    const many = judge(observed([...history, ...few.map(() => [700, 10_000] as const)]));
    expect(many.proposal).toBe(days === 1 ? 'short_term' : 'structural');
    expect(many.reasons.some(({ code }) => code === 'excursion')).toBe(true);
  });

  it('seldom takes chance for a change where volumes collapse, as individuals often do', () => {
    const histories = worlds({ sizeAt: closing(8) });
    expect(structural(histories.map(judge))).toBeLessThan(0.07);
    expect(structural(histories.map(judgedAsIndividuals))).toBeGreaterThan(0.3);
  });

  it('finds a fall that lasts for eight days of many visits, dates it and tells the pooled levels', () => {
    const fall = { sizeAt: () => 10_000, shareAt: (day: number) => (day >= 52 ? CENTRE - 0.006 : CENTRE) };
    const proposals = worlds(fall).map(judge);
    expect(structural(proposals)).toBeGreaterThan(0.9);
    const shifts = proposals.flatMap(({ reasons }) => reasons.filter((reason) => reason.code === 'shift'));
    expect(shifts.length).toBeGreaterThan(0.6 * RUNS);
    const [{ before, after, side } = { before: 0, after: 0, side: '' }] = shifts;
    expect(side).toBe('low');
    expect(before).toBeCloseTo(10, 0);
    expect(before - after).toBeGreaterThan(0.4);
  });

  it('finds a slow decline, and tells it by the day in the unit of the metric', () => {
    const slow = {
      sizeAt: (day: number) => (day % 7 > 4 ? 500 : 10_000),
      shareAt: (day: number) => CENTRE - day * 2e-4,
    };
    const trends = worlds(slow).flatMap((history) =>
      judge(history).reasons.filter((reason) => reason.code === 'trend'),
    );
    expect(trends.length).toBeGreaterThan(0.7 * RUNS);
    expect(trends.every(({ side }) => side === 'low')).toBe(true);
    expect(trends.reduce((sum, { slope }) => sum + slope, 0) / trends.length).toBeCloseTo(-0.02, 3);
  });

  it('widens what is usual where days differ by more than chance', () => {
    const weather = worlds({ sizeAt: () => 10_000, shareAt: (day) => CENTRE + 0.02 * Math.sin(day * day) });
    const proposals = weather.map(judge);
    expect(Math.min(...proposals.map(({ spread }) => spread))).toBeGreaterThan(3);
    expect(structural(proposals)).toBeLessThan(0.1);
  });

  it('goes by locked limits, and takes their season out', () => {
    const season = [4, 0, 0, 0, 0, -2, -2];
    const days = Array.from(
      { length: 60 },
      (_, day) => [Math.round(1000 + 100 * (season[day % 7] ?? 0)), 10_000] as const,
    );
    const locked = {
      kind: 'p' as const, centre: 10, sigma: 30, spread: 1, points: 40, season, seasonStrength: 0.9, persistence: 0,
    }; // prettier-ignore
    const { reasons, centre, lower, standing } = rateSignal('p', observed(days), { seasonLength: 7, scale: SCALE }, locked); // prettier-ignore
    expect({ reasons, centre, lower, standing }).toEqual({
      reasons: [{ code: 'within_limits' }], centre: 10, lower: expect.closeTo(9.1, 9), standing: 'firm',
    }); // prettier-ignore
  });

  it('sees the first errors of a service that had none', () => {
    const days = Array.from({ length: 40 }, (_, day) => [day >= 32 ? 40 : 0, 1000] as const);
    expect(judge(observed(days))).toMatchObject({ proposal: 'structural' });
    expect(judge(observed(days.map(([, size]) => [0, size])))).toMatchObject({ proposal: 'short_term', upper: 0 });
  });
});
