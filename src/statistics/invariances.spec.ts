import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  autocorrelation,
  cChart,
  cusumChart,
  decomposeSeasons,
  ewmaChart,
  mannKendallTest,
  meanShifts,
  NELSON_RULES,
  pChart,
  runRuleHits,
  uChart,
  xmrChart,
} from './index.js';

// Whole numbers times a power of two: scaled and moved they stay exact, so that equal means equal.
const anyValues = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 8, maxLength: 60 });
const anyScale = fc.constantFrom(1 / 1024, 0.5, 8, 4096);
const anyZero = fc.integer({ min: -(2 ** 20), max: 2 ** 20 });
const anySample = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([size, share]) => ({ size, count: Math.floor(size * share) }));
const anySamples = fc.array(anySample, { minLength: 2, maxLength: 40 });

function close(actual: readonly number[], expected: readonly number[], size: number): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(1e-9 * Math.max(1, size)));
}

describe('in any unit and from any zero', () => {
  it('an XmR chart marks the same points, and its limits move along', () => {
    fc.assert(
      fc.property(anyValues, anyScale, anyZero, (values, scale, zero) => {
        const there = xmrChart(values);
        const here = xmrChart(values.map((value) => scale * value + zero));
        close(
          [here.sigma, here.centre],
          [scale * there.sigma, scale * there.centre + zero],
          scale * 1000 + Math.abs(zero),
        );
        const reach = ({ limits }: typeof there) => limits[0]!.upper - limits[0]!.lower;
        close([reach(here)], [scale * reach(there)], scale * 1000 + Math.abs(zero));
      }),
    );
  });

  it('run rules hit the same points, and upside down as well', () => {
    fc.assert(
      fc.property(anyValues, fc.constantFrom(0.5, 8, -1, -4), anyZero, (values, scale, zero) => {
        const hits = runRuleHits(values, { centre: 3, sigma: 128 }, NELSON_RULES);
        const limits = { centre: scale * 3 + zero, sigma: Math.abs(scale) * 128 };
        expect(
          runRuleHits(
            values.map((value) => scale * value + zero),
            limits,
            NELSON_RULES,
          ),
        ).toEqual(hits);
      }),
    );
  });

  it('levels change at the same periods', () => {
    fc.assert(
      fc.property(anyValues, anyScale, anyZero, (values, scale, zero) => {
        const moved = values.map((value) => scale * value + zero);
        expect(meanShifts(moved).shifts).toEqual(meanShifts(values).shifts);
      }),
    );
  });

  it('a trend is as likely, and its slope moves along', () => {
    fc.assert(
      fc.property(anyValues, anyScale, anyZero, (values, scale, zero) => {
        const there = mannKendallTest(values);
        const here = mannKendallTest(values.map((value) => scale * value + zero));
        expect([here.score, here.z, here.pValue]).toEqual([there.score, there.z, there.pValue]);
        close([here.slope], [scale * there.slope], scale * 2000);
      }),
    );
  });
});

describe('whatever the values', () => {
  it('limits stand around their centre, and beyond is what lies outside', () => {
    fc.assert(
      fc.property(anyValues, fc.integer({ min: 2, max: 8 }), (values, baseline) => {
        const { limits, beyond, values: drawn } = xmrChart(values, { baseline });
        limits.forEach(({ lower, centre, upper }, i) => {
          expect(lower <= centre && centre <= upper).toBe(true);
          expect(beyond.includes(i)).toBe(drawn[i]! < lower || drawn[i]! > upper);
        });
      }),
    );
  });

  it('a share and its limits stay between 0 and 1, a rate and its limits above 0', () => {
    fc.assert(
      fc.property(anySamples, (samples) => {
        const p = pChart(samples);
        p.limits.forEach(({ lower, upper }) => expect(lower >= 0 && lower <= upper && upper <= 1).toBe(true));
        expect(p.values.every((share) => share >= 0 && share <= 1)).toBe(true);
        const u = uChart(samples);
        u.limits.forEach(({ lower, upper }) => expect(lower >= 0 && lower <= upper).toBe(true));
        const c = cChart(samples.map(({ count }) => count));
        c.limits.forEach(({ lower }) => expect(lower).toBeGreaterThanOrEqual(0));
      }),
    );
  });

  it('more units bring the limits of a share closer', () => {
    fc.assert(
      fc.property(anySamples, (samples) => {
        const { limits } = pChart(samples);
        const bySize = samples.map(({ size }, i) => ({ size, reach: limits[i]!.upper - limits[i]!.lower }));
        bySize.sort((a, b) => a.size - b.size);
        bySize.slice(1).forEach(({ reach }, i) => expect(reach).toBeLessThanOrEqual(bySize[i]!.reach + 1e-12));
      }),
    );
  });

  it('a moving average stays within what it averages', () => {
    const anyWeight = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyValues, anyWeight, (values, weight) => {
        const { values: averages } = ewmaChart(values, { target: 0, sigma: 1, weight });
        const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
        averages.forEach((average) => expect(average >= low - 1e-9 && average <= high + 1e-9).toBe(true));
      }),
    );
  });

  it('cumulative sums are never negative, and signal exactly beyond the decision interval', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const { high, low, signals, decisionInterval } = cusumChart(values, { target: 0, sigma: 100 });
        expect([...high, ...low].every((sum) => sum >= 0)).toBe(true);
        const count = [...high, ...low].filter((sum) => sum > decisionInterval).length;
        expect(signals).toHaveLength(count);
      }),
    );
  });

  it('autocorrelation and tau are shares', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        expect(Math.abs(autocorrelation(values) ?? 0)).toBeLessThanOrEqual(1 + 1e-12);
        const { tau, pValue } = mannKendallTest(values);
        expect(Math.abs(tau) <= 1 && pValue >= 0 && pValue <= 1).toBe(true);
      }),
    );
  });

  it('season, trend and remainder add up, and the season repeats', () => {
    const long = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 15, maxLength: 60 });
    fc.assert(
      fc.property(long, fc.boolean(), (values, robust) => {
        const { seasonal, trend, remainder } = decomposeSeasons(values, { period: 7, robust });
        close(
          seasonal.map((season, i) => season + trend[i]! + remainder[i]!),
          values,
          1000,
        );
        seasonal.slice(7).forEach((season, i) => expect(season).toBe(seasonal[i]));
      }),
      { numRuns: 40 },
    );
  });
});
