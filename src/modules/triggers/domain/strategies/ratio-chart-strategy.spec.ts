import { describe, expect, it } from '@jest/globals';

import { readOracle } from '../../../../../test/support/oracle.js';
import { calibrateRatio, grow } from '../calibration.js';
import { settingsOf } from '../rule-settings.js';
import type { Direction, Series } from '../series.js';
import { ratioChartStrategy } from './ratio-chart-strategy.js';

interface Case {
  id: string;
  x: number[];
  sizes: number[];
  new_x?: number[] | null;
  new_sizes?: number[] | null;
  expected: { center: number; limits: [number, number][]; beyond_1based: number | number[] };
}

const textbook = (kind: 'p' | 'u') => settingsOf('control_chart', { chart: kind, span: 1, width: 3 });

function seriesOf({ x, sizes }: Pick<Case, 'x' | 'sizes'>): Series {
  const starts = x.map((_, i) => i);
  const values = Float64Array.from(x.map((count, i) => count / (sizes[i] ?? 1)));
  return {
    starts,
    ends: starts.map((start) => start + 1),
    values,
    sizes: Float64Array.from(sizes),
    excluded: new Map(),
  };
}

function limitsOf(series: Series, kind: 'p' | 'u') {
  const [values, sizes] = [[...series.values], [...(series.sizes ?? [])]];
  return calibrateRatio({ values, from: '', to: '' }, { kind, sizes, scale: 1 });
}

describe('a rule on a chart of shares or rates', () => {
  const cases = readOracle<{ cases: Case[] }>('spc_attribute').cases;
  const even = {
    x: Array.from({ length: 30 }, (_, i) => 100 + 5 * ((i % 3) - 1)),
    sizes: Array<number>(30).fill(1000),
  };

  it.each([
    ['pcmanufact_u', 'u', 'down'],
    ['cdi_u', 'u', 'down'],
    ['orangejuice_p_trial', 'p', 'down'],
  ] as const)('has the limits of R, and fires where they are crossed: %s', (id, kind, direction: Direction) => {
    const found = cases.find((one) => one.id === id);
    if (!found) throw new Error(`no case ${id}`);
    const { x, sizes, new_x: later, new_sizes: laterSizes } = found;
    const series = seriesOf({ x: [...x, ...(later ?? [])], sizes: [...sizes, ...(laterSizes ?? [])] });
    const plain = limitsOf(seriesOf(found), kind);
    // The plain chart of R: as if nothing but chance were at work.
    const spread = plain.ratio?.spread ?? 1;
    const limits = { ...plain, sigma: plain.sigma / spread };
    expect(limits.centre).toBeCloseTo(found.expected.center, 12);
    const strategy = ratioChartStrategy(textbook(kind), direction);
    const above = series.starts.flatMap((i) =>
      strategy.judge(series, i, 0, limits).outcome === 'fires' ? [i + 1] : [],
    );
    const drawn = series.starts.map((i) => strategy.explain(series, i, 0, limits).limit ?? NaN);
    // Where sizes are all alike, the oracle holds one row.
    const [row] = found.expected.limits;
    const rows = found.expected.limits.length === 1 ? drawn.map(() => row) : found.expected.limits;
    const expected = rows.map((bounds) => bounds?.[1]);
    expect(drawn).toHaveLength(expected.length);
    for (const [i, limit] of drawn.entries()) expect(limit).toBeCloseTo(expected[i] ?? NaN, 9);
    const beyond = [found.expected.beyond_1based].flat();
    const worse = beyond.filter((place) => (series.values[place - 1] ?? 0) > found.expected.center);
    expect(above).toEqual(worse);
  });

  it('takes the same share for noise of few and for a signal of many', () => {
    const limits = limitsOf(seriesOf(even), 'p');
    const strategy = ratioChartStrategy(textbook('p'), 'up');
    const days = seriesOf({ x: [7, 700], sizes: [100, 10_000] });
    expect([0, 1].map((day) => strategy.judge(days, day, 0, limits).outcome)).toEqual(['quiet', 'fires']);
    const gap = { ...days, sizes: Float64Array.from([100, NaN]) };
    expect(strategy.judge(gap, 1, 1, limits).outcome).toBe('quiet');
  });

  it('pools the days of its span, and finds the small drop that no day shows', () => {
    const limits = limitsOf(seriesOf(even), 'p');
    const drop = seriesOf({ x: Array<number>(8).fill(88), sizes: Array<number>(8).fill(1000) });
    const [single, pooled] = [textbook('p'), settingsOf('control_chart', { chart: 'p' })].map((settings) =>
      ratioChartStrategy(settings, 'up'),
    );
    expect(drop.starts.map((day) => single?.judge(drop, day, 0, limits).outcome)).toEqual(Array(8).fill('quiet'));
    expect(pooled?.judge(drop, 7, 0, limits).outcome).toBe('fires');
    expect(pooled?.explain(drop, 7, 0, limits)).toMatchObject({ size: 8000 });
  });

  it('widens its limits where days differ by more than chance, and lets quiet days join by what they are out of', () => {
    const uneven = { x: even.x.map((count, i) => count + (i % 2 ? 40 : -40)), sizes: even.sizes };
    const limits = limitsOf(seriesOf(uneven), 'p');
    expect(limits.ratio?.spread).toBeGreaterThan(3);
    const grown = grow(limits, 0.2, 30_000);
    expect(grown).toMatchObject({ count: 31, ratio: { units: 60_000, spread: limits.ratio?.spread } });
    expect(grown.centre).toBeCloseTo((limits.centre + 0.2) / 2, 12);
    expect(grow(limits, 0.2, NaN)).toBe(limits);
  });
});
