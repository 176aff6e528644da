import { describe, expect, it } from '@jest/globals';

import { dispersionOf, pChart, uChart } from './attribute-charts.js';
import type { Sample } from './attribute-charts.js';
import { ratioChartFor, ratioLimits } from './ratio-chart.js';

describe('the chart that fits a ratio', () => {
  const periods = (count: number, size: number, length = 12): Sample[] => Array.from({ length }, () => ({ count, size })); // prettier-ignore

  it.each([
    ['shares of a whole', periods(15, 100), 'p'],
    ['everything, and nothing at all', [...periods(100, 100), ...periods(0, 100)], 'p'],
    ['more than one of each in a single period', [...periods(15, 100), { count: 101, size: 100 }], 'u'],
    ['amounts of money', [...periods(15, 100), { count: 15.5, size: 100 }], undefined],
    ['means in the denominator', periods(15, 100.25), undefined],
    ['what is below nothing', [...periods(15, 100), { count: -1, size: 100 }], undefined],
    ['counts too large to be exact', periods(2 ** 53, 2 ** 53), undefined],
    ['eleven periods, too few to know', periods(15, 100, 11), undefined],
  ])('of %s', (_, counted, chart) => {
    expect(ratioChartFor(counted)).toBe(chart);
  });
});

describe('limits of a ratio', () => {
  const uneven: Sample[] = Array.from({ length: 30 }, (_, i) => ({
    count: 100 + (i % 2 ? 40 : -40),
    size: 1000 + 10 * (i % 3),
  }));
  const points = uneven.map(({ count, size }) => ({ ratio: count / size, size }));

  it.each([
    ['p', pChart],
    ['u', uChart],
  ] as const)('are those of the %s chart, as much wider as the periods differ more than chance', (kind, chart) => {
    const { spread } = dispersionOf(kind, uneven);
    const drawn = chart(uneven, uneven.length, spread);
    const limits = ratioLimits(kind, points);
    expect(spread).toBeGreaterThan(2);
    expect(limits.centre).toBeCloseTo(drawn.centre, 12);
    expect(limits.sigma).toBeCloseTo(drawn.sigma, 12);
    expect(limits).toMatchObject({ spread, units: uneven.reduce((sum, { size }) => sum + size, 0) });
  });

  it('are wider still where a season was fitted, unless chance alone is at work', () => {
    expect(ratioLimits('p', points, 1.1).spread).toBeCloseTo(1.1 * ratioLimits('p', points).spread, 12);
    const even = points.map(({ size }) => ({ ratio: 0.1, size }));
    expect(ratioLimits('p', even, 1.1)).toMatchObject({ spread: 1, sigma: expect.closeTo(0.3, 12) });
  });
});
