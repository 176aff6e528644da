import { describe, expect, it } from '@jest/globals';
import { expectFigure, expectFigures, readOracle } from '../../../test/support/oracle.js';
import type { Figure } from '../../../test/support/oracle.js';
import { xmrChart } from '../control-charts/xmr-chart.js';
import { quantile } from '../summary.js';
import { decomposeClassically } from './classical-decomposition.js';
import { decomposeSeasons } from './seasonal-decomposition.js';
import type { SeasonalDecomposition } from './seasonal-decomposition.js';
import { seasonalStrength } from './seasonal-strength.js';

interface Case {
  id: string;
  period: number;
  s_window: string;
  robust: boolean;
  log: boolean;
  values: number[];
  expected: Record<string, Figure>;
}

interface Answer {
  values: number[];
  period: number;
  parts: SeasonalDecomposition;
}

function beyondThreeQuartileRanges(values: number[]): number[] {
  const [low, high] = [quantile(values, 0.25), quantile(values, 0.75)];
  const reach = 3 * (high - low);
  return values.flatMap((value, i) => (value < low - reach || value > high + reach ? [i + 1] : []));
}

const FIGURES: Record<string, (answer: Answer) => unknown> = {
  seasonal: ({ parts }) => parts.seasonal,
  trend: ({ parts }) => parts.trend,
  remainder: ({ parts }) => parts.remainder,
  seasonal_strength: ({ parts }) => seasonalStrength(parts).seasonal,
  trend_strength: ({ parts }) => seasonalStrength(parts).trend,
  remainder_outliers_3iqr_1based: ({ parts }) => beyondThreeQuartileRanges(parts.remainder),
  remainder_beyond_xmr_1based: ({ parts }) => xmrChart(parts.remainder, { method: 'exact' }).beyond.map((i) => i + 1),
  classical_additive_figure: ({ values, period }) => decomposeClassically(values, period).figure,
  classical_trend: ({ values, period }) => decomposeClassically(values, period).trend,
};

describe('seasonal decomposition against R', () => {
  it.each(readOracle<{ cases: Case[] }>('stl').cases)('$id', (c) => {
    expect(c.s_window).toBe('periodic');
    const values = c.log ? c.values.map(Math.log) : c.values;
    const parts = decomposeSeasons(values, { period: c.period, robust: c.robust });
    expectFigures({ values, period: c.period, parts }, c.expected, FIGURES, 1e-6);
  });
});

describe('seasonal decomposition', () => {
  const week = [5, 3, 0, -1, -2, -4, -1];
  const values = Array.from({ length: 70 }, (_, day) => 100 + 0.5 * day + week[day % 7]!);

  it('takes a level and a fixed week apart without a remainder', () => {
    const level = values.map((_, day) => 100 + week[day % 7]!);
    const { seasonal, trend, remainder } = decomposeSeasons(level, { period: 7 });
    expect(Math.max(...remainder.map(Math.abs))).toBeLessThan(1e-9);
    expectFigure('seasonal', seasonal.slice(0, 7), week, 0, 1e-9);
    expectFigure('trend', trend[69], 100, 1e-9);
  });

  it('leaves one outlier in the remainder when robust, instead of spreading it over its weekday', () => {
    const spoilt = values.map((value, day) => (day === 31 ? value + 500 : value));
    const robust = decomposeSeasons(spoilt, { period: 7, robust: true });
    expect(robust.remainder[31]).toBeCloseTo(500, 3);
    expect(decomposeSeasons(spoilt, { period: 7 }).remainder[31]).toBeLessThan(450);
  });

  it('refuses less than two seasons', () => {
    expect(() => decomposeSeasons(values.slice(0, 14), { period: 7 })).toThrow('values must hold at least 15 numbers');
    expect(() => decomposeSeasons(values, { period: 1 })).toThrow('period must be a whole number of 2 or more');
    expect(() => decomposeClassically(values.slice(0, 13), 7)).toThrow('values must hold at least 14 numbers');
  });

  it('finds no strength in a standstill', () => {
    const still = Array<number>(30).fill(4);
    expect(seasonalStrength(decomposeSeasons(still, { period: 7 })).trend).toBeLessThan(1e-9);
  });
});
