import { describe, expect, it } from '@jest/globals';

import { readOracle } from '../../../../test/support/oracle.js';
import type { RatioChartKind } from '../../../statistics/index.js';
import { type ChartLimits, reckonLimits } from './chart-limits.js';
import { problemsOfKind } from './chart-refusals.js';
import { drawChart } from './draw-chart.js';
import type { Observation } from './observation.js';
import { notesOnOutdated, notesOnRates } from './rate-words.js';

interface Case {
  id: string;
  x: number[];
  sizes: number[];
  /** Periods after the baseline. */
  new_x?: number[] | null;
  new_sizes?: number[] | null;
  expected: { center: number; limits: [number, number][]; beyond_1based: number | number[] };
}

const PERCENT = 100;
const RATIO = { numerator: 'orders', denominator: 'visits' };

/** A ratio in %, day by day; null for a day without a value. */
const observed = (counts: readonly (readonly [count: number, size: number] | null)[]): Observation[] =>
  counts.map((counted, day) => {
    const [count, size] = counted ?? [null, null];
    const value = count === null || !size ? null : (PERCENT * count) / size;
    return { start: new Date(day * 86_400_000), label: `day ${day}`, value, size, count, rate: value, place: day % 7 };
  });
const reckon = (kind: RatioChartKind, observations: readonly Observation[], seasonLength: number | null = null) =>
  reckonLimits(kind, observations, { seasonLength, scale: PERCENT });

describe('a chart of a ratio in %', () => {
  it.each([
    ['pcmanufact_u', 'u'],
    ['cdi_u', 'u'],
    ['orangejuice_p_trial', 'p'],
  ] as const)('has the limits of R, a hundred times, where chance alone is at work: %s', (id, kind) => {
    const found = readOracle<{ cases: Case[] }>('spc_attribute').cases.find((one) => one.id === id)!;
    const { x, sizes, new_x: later, new_sizes: laterSizes, expected } = found;
    const counts = [...x, ...(later ?? [])].map(
      (count, i) => [count, [...sizes, ...(laterSizes ?? [])][i] ?? 0] as const,
    );
    const observations = observed(counts);
    const reckoned = reckon(kind, observations.slice(0, x.length));
    // The plain chart of R: as if days were neither uneven nor alike.
    const sigma = (reckoned.sigma / reckoned.spread) * Math.sqrt(1 - reckoned.persistence);
    const drawn = drawChart(observations, { ...reckoned, sigma, persistence: 0 }, ['beyond-three-sigma'], PERCENT);
    // Where sizes are all alike, the oracle holds one row.
    const rows = drawn.map((_, i) => expected.limits[expected.limits.length === 1 ? 0 : i] ?? [NaN, NaN]);
    for (const [i, { lower, centre, upper }] of drawn.entries()) {
      expect(lower).toBeCloseTo(PERCENT * Math.max(0, rows[i]?.[0] ?? NaN), 8);
      expect(upper).toBeCloseTo(PERCENT * (rows[i]?.[1] ?? NaN), 8);
      expect(centre).toBeCloseTo(PERCENT * expected.center, 8);
    }
    const beyond = drawn.flatMap(({ signals }, i) => (signals.length > 0 ? [i + 1] : []));
    expect(beyond).toEqual([expected.beyond_1based].flat());
  });

  it('takes the week out before it measures how uneven days are, and leaves gaps gaps', () => {
    const week = [40, 20, 0, -20, -20, -40, 20];
    const days = Array.from({ length: 42 }, (_, i) => (i === 9 ? null : ([150 + (week[i % 7] ?? 0) + (i % 3), 1000] as const))); // prettier-ignore
    const [kept, taken] = [reckon('p', observed(days)), reckon('p', observed(days), 7)];
    expect(kept.spread).toBeGreaterThan(1.3);
    expect(taken).toMatchObject({ spread: 1, points: 41, season: expect.arrayContaining([expect.any(Number)]) });
    const drawn = drawChart(observed(days), taken, ['beyond-three-sigma'], PERCENT);
    expect(drawn[9]).toMatchObject({ plotted: null, count: null, signals: [] });
    expect(drawn.every(({ plotted }) => plotted === null || Math.abs(plotted - taken.centre) < 1)).toBe(true);
  });

  it('never draws a limit below nothing, nor a share above all of it', () => {
    const drawn = (kind: RatioChartKind) => {
      const days = observed(Array.from({ length: 20 }, (_, i) => [i % 2 ? 19 : 20, 20] as const));
      return drawChart(days, reckon(kind, days), [], PERCENT)[0];
    };
    expect(drawn('p')?.upper).toBe(100);
    expect(drawn('u')?.upper).toBeGreaterThan(100);
    const rare = observed(Array.from({ length: 20 }, (_, i) => [i % 10 ? 0 : 1, 50] as const));
    expect(drawChart(rare, reckon('p', rare), [], PERCENT)[0]?.lower).toBe(0);
  });

  it('does not take one great fall for days that take after each other', () => {
    const days = Array.from({ length: 40 }, (_, i) => [(i < 25 ? 1500 : 1000) + ((i * 7) % 11), 10_000] as const);
    expect(reckon('p', observed(days)).persistence).toBe(0);
  });
});

describe('what keeps a ratio from a chart', () => {
  const days = observed([...Array.from({ length: 12 }, () => [15, 100] as const), [120, 100], [10.5, 100]]);
  const refused = (kind: ChartLimits['kind'], observations: readonly Observation[], size?: string) =>
    problemsOfKind(kind, { size, ratio: RATIO }, observations).map(({ field, code, params }) => ({ field, code, params })); // prettier-ignore

  it('is the first day that is no count, and on a p chart the first that is more than its whole', () => {
    const broken = { ...RATIO, label: 'day 13', value: 10.5, size: 100 };
    expect(refused('u', days)).toEqual([{ field: 'kind', code: 'no_counts', params: broken }]);
    const above = { label: 'day 12', value: 120, size: 100 };
    expect(refused('p', days.slice(0, 13))).toEqual([{ field: 'kind', code: 'no_share', params: above }]);
    expect(refused('u', days.slice(0, 13))).toEqual([]);
    expect(refused('xmr', days)).toEqual([]);
  });

  it('is that it is no count by itself', () => {
    expect(refused('c', days)).toEqual([{ field: 'kind', code: 'is_ratio', params: RATIO }]);
    expect(refused('ewma', days, 'visits')).toMatchObject([{ field: 'size', code: 'not_here' }]);
  });
});

describe('what a chart of a ratio says of itself', () => {
  const even = { measured: 1.04, pValue: 0.412, spread: 1 };
  const words = { kind: 'p', proposed: 'p', isAsked: false, ...RATIO, scale: PERCENT } as const;
  const days = observed([[15, 100], [3, 20], [150, 1000]]); // prettier-ignore
  const said = (...told: Parameters<typeof notesOnRates>) =>
    notesOnRates(...told).map(({ message, params }) =>
      message.en.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name])),
    );

  it('is how uneven its periods are, and where limits are rough', () => {
    expect(said(words, { centre: 15, spread: 1, dispersion: even }, days)).toEqual([
      'A p chart of orders out of visits: the limits of each period follow what it is out of.',
      'Periods differ 1 times as much as chance alone makes them differ on average; that is no more than chance (p = 0.41), so the limits are those of chance.',
      'In 1 period(s) fewer than five are expected, where such limits are rough: a longer period helps.',
    ]);
    expect(said({ ...words, kind: 'u' }, { centre: 15, spread: 5.43 }, days.slice(2))[1]).toBe(
      'Periods differ 5.4 times as much as chance alone would make them differ (over-dispersion), so the limits are as much wider (Laney’s u′ chart).',
    );
  });

  it('is which chart would fit, where another is drawn', () => {
    const other = { ...words, kind: 'xmr' } as const;
    expect(said(other, { centre: 15, spread: 1 }, days)[0]).toMatch(/^Somebody locked xmr limits/);
    expect(said({ ...other, isAsked: true }, { centre: 15, spread: 1 }, days)[0]).toMatch(/^A p chart fits/);
    expect(said({ ...other, proposed: 'xmr' }, { centre: 15, spread: 1 }, days)).toEqual([]);
    expect(notesOnOutdated(null, 2)).toEqual([]);
  });
});
