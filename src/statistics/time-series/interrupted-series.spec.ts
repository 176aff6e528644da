import { describe, expect, it } from '@jest/globals';
import { expectFigures, readOracle } from '../../../test/support/oracle.js';
import type { Figure } from '../../../test/support/oracle.js';
import { valuesArm } from '../experiments/effect.js';
import { welchTest } from '../experiments/welch-test.js';
import { autocorrelation } from './autocorrelation.js';
import { interruptedSeries } from './interrupted-series.js';
import type { Coefficient, InterruptedSeries } from './interrupted-series.js';
import { mannKendallTest } from './mann-kendall.js';

interface Case {
  id: string;
  values: number[];
  log: boolean;
  season_period: number | null;
  last_pre_1based: number;
  expected: Record<string, Figure | Record<string, Figure>>;
}

interface Answer {
  series: InterruptedSeries;
  naive: ReturnType<typeof welchTest>;
}

const each = (pick: (coefficient: Coefficient) => number): Record<string, (answer: Answer) => unknown> => ({
  intercept: ({ series }) => pick(series.intercept),
  pre_trend: ({ series }) => pick(series.trendBefore),
  level_change: ({ series }) => pick(series.levelChange),
  slope_change: ({ series }) => pick(series.slopeChange),
});

const GROUPS: Record<string, Record<string, (answer: Answer) => unknown>> = {
  coef: each((c) => c.estimate),
  se_ols: each((c) => c.ordinaryError),
  p_ols: each((c) => c.ordinaryPValue),
  se_nw: each((c) => c.robustError),
  p_nw: each((c) => c.robustPValue),
  naive_welch: {
    diff: ({ naive }) => naive.difference,
    t: ({ naive }) => naive.t,
    df: ({ naive }) => naive.degreesOfFreedom,
    p: ({ naive }) => naive.pValue,
  },
};

const FIGURES: Record<string, (answer: Answer) => unknown> = {
  newey_west_lag: ({ series }) => series.lag,
  df: ({ series }) => series.degreesOfFreedom,
  r2: ({ series }) => series.rSquared,
  durbin_watson: ({ series }) => series.durbinWatson,
  level_change_pct_if_log: ({ series }) => series.levelChangePercent,
};

function answer({ values, log, season_period, last_pre_1based: changeAt }: Omit<Case, 'id' | 'expected'>): Answer {
  const y = log ? values.map(Math.log) : values;
  return {
    series: interruptedSeries({ values, changeAt, log, seasonPeriod: season_period ?? undefined }),
    naive: welchTest({ control: valuesArm(y.slice(0, changeAt)), variant: valuesArm(y.slice(changeAt)) }),
  };
}

describe('interrupted time series against R', () => {
  it.each(readOracle<{ cases: Case[] }>('its').cases)('$id', (c) => {
    for (const [name, figure] of Object.entries(c.expected)) {
      if (figure === null || typeof figure !== 'object' || Array.isArray(figure)) {
        expectFigures(answer(c), { [name]: figure as Figure }, FIGURES, 1e-6);
      } else if (GROUPS[name]) {
        expectFigures(answer(c), figure as Record<string, Figure>, GROUPS[name], 1e-6);
      } else throw new Error(`nothing computes ${name}`);
    }
  });
});

describe('the interrupted series', () => {
  const wobble = [0.4, -0.6, 0.1, 0.7, -0.3, -0.5, 0.6, -0.2, 0.3, -0.4, 0.5, -0.6];
  const trend = [...wobble, ...wobble].map((noise, i) => 100 + i + noise);

  it('gives no credit for a trend that was there before, where before/after sees a triumph', () => {
    const { series, naive } = answer({ values: trend, log: false, season_period: null, last_pre_1based: 12 });
    expect(naive.pValue).toBeLessThan(1e-6);
    expect(series.levelChange.robustPValue).toBeGreaterThan(0.2);
    expect(series.slopeChange.robustPValue).toBeGreaterThan(0.2);
  });

  it('refuses a change without enough periods on both sides', () => {
    expect(() => interruptedSeries({ values: trend, changeAt: 1 })).toThrow(
      'changeAt must be a whole number of 2 or more',
    );
    expect(() => interruptedSeries({ values: trend, changeAt: 23 })).toThrow('at least two periods must follow');
    expect(() => interruptedSeries({ values: trend, changeAt: 12, seasonPeriod: 24 })).toThrow('cannot settle');
    expect(() => interruptedSeries({ values: [...trend, 0], changeAt: 12, log: true })).toThrow(
      'must be a number above 0',
    );
  });
});

describe('the Mann-Kendall test', () => {
  it('scores a rise in every pair of ten periods with 45', () => {
    const trend = mannKendallTest([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    // variance 10 · 9 · 25 / 18 = 125, z = 44 / √125
    expect(trend).toMatchObject({ score: 45, tau: 1, slope: 1 });
    expectFigures(trend, { z: 44 / Math.sqrt(125) }, { z: (t) => t.z }, 1e-12);
  });

  it('counts ties out of the variance', () => {
    // pairs of 1, 2, 2, 3: five rises and a tie; (4·3·13 - 2·1·9) / 18 = 23/3
    expectFigures(mannKendallTest([1, 2, 2, 3]), { z: 4 / Math.sqrt(23 / 3) }, { z: (t) => t.z }, 1e-12);
  });

  it('turns around with the series and finds nothing in a standstill', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    const [there, back] = [mannKendallTest(values), mannKendallTest([...values].reverse())];
    expect([back.score, back.slope]).toEqual([-there.score, -there.slope]);
    expect(mannKendallTest([2, 2, 2])).toEqual({ score: 0, tau: 0, z: 0, pValue: 1, slope: 0 });
    expect(() => mannKendallTest([1, 2])).toThrow('values must hold at least 3 numbers');
  });
});

describe('autocorrelation', () => {
  it('of a series that swings every period is close to -1, and of a standstill unknown', () => {
    expect(autocorrelation([1, -1, 1, -1, 1, -1])).toBeCloseTo(-5 / 6, 12);
    expect(autocorrelation([1, 1, 1])).toBeNull();
    expect(() => autocorrelation([1, 2], 2)).toThrow('values must hold at least 3 numbers');
    expect(() => autocorrelation([1, 2], 0)).toThrow('lag must be a whole number of 1 or more');
  });
});
