import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { AnomalyDetector } from './anomaly-detector.js';
import type { AnomalyVerdict, Reading } from './anomaly-detector.js';
import { DAY_MS, HOUR_MS } from './anomaly-settings.js';

const MONDAY = Date.UTC(2026, 0, 5);

/** Mulberry32 and Box-Muller: the same noise in every run. */
function noise(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Busy at noon, quiet at night and at weekends, with 8 % noise. */
function shop({ days, stepMs = HOUR_MS, seed = 1 }: { days: number; stepMs?: number; seed?: number }): Reading[] {
  const next = noise(seed);
  return Array.from({ length: Math.floor((days * DAY_MS) / stepMs) }, (_, i) => {
    const at = MONDAY + i * stepMs;
    const hour = (at % DAY_MS) / HOUR_MS;
    const weekend = Math.floor((at - MONDAY) / DAY_MS) % 7 >= 5 ? 0.7 : 1;
    return { at, value: 200 * weekend * (1.2 - Math.cos((hour / 24) * 2 * Math.PI)) * (1 + 0.08 * next()) };
  });
}

function judged(readings: readonly Reading[]): AnomalyVerdict[] {
  const detector = new AnomalyDetector();
  return readings.map((reading) => detector.judge(reading));
}

const alarmsOf = (verdicts: readonly AnomalyVerdict[]): number[] =>
  verdicts.flatMap(({ alarm }, i) => (alarm ? [i] : []));

/** The shop with readings `from` to `to` multiplied. */
function disturbed(from: number, to: number, factor: number, days = 42): Reading[] {
  return shop({ days }).map((one, i) => (i >= from && i < to ? { ...one, value: one.value * factor } : one));
}

describe('the anomaly detector', () => {
  it('raises no alarm in half a year of ordinary hours', () => {
    expect(alarmsOf(judged(shop({ days: 182 })))).toEqual([]);
  });

  it('finds the noon that looks like a night, which no limit for all hours would', () => {
    const noon = 35 * 24 + 12;
    const night = shop({ days: 1 })[2]!.value;
    const readings = shop({ days: 42 }).map((one, i) => (i === noon ? { ...one, value: night } : one));
    const verdicts = judged(readings);
    expect(alarmsOf(verdicts)).toEqual([noon]);
    expect(verdicts[noon]).toMatchObject({ side: 'low' });
    expect(verdicts[noon]!.expected).toBeGreaterThan(350);
  });

  it('reports a trouble of ten hours once, and one of three days once a day', () => {
    expect(alarmsOf(judged(disturbed(800, 810, 2)))).toHaveLength(1);
    const days = alarmsOf(judged(disturbed(800, 872, 3)));
    expect(days.length).toBeGreaterThanOrEqual(2);
    days.slice(1).forEach((at, i) => expect(at - days[i]!).toBeGreaterThanOrEqual(24));
  });

  it('notices a lasting rise that no single hour shows, and gets used to it', () => {
    const [tenWeeks, week] = [1680, 168];
    const moved = alarmsOf(judged(disturbed(tenWeeks, Infinity, 1.35, 140)));
    expect(moved.length).toBeGreaterThanOrEqual(1);
    expect(moved.every((at) => at >= tenWeeks && at < tenWeeks + week)).toBe(true);
  });

  it('raises nothing when a gap hides a week', () => {
    const withGap = shop({ days: 70 }).filter((_, i) => i < 800 || i >= 800 + 168);
    expect(alarmsOf(judged(withGap))).toEqual([]);
  });

  it('judges minutes, half-hours and days by the same settings', () => {
    const spike = (readings: Reading[]) => {
      const at = Math.floor(readings.length * 0.9);
      const verdicts = judged(readings.map((one, i) => (i === at ? { ...one, value: one.value * 6 } : one)));
      expect(verdicts[at]!.alarm).toBe(true);
      return alarmsOf(verdicts).length;
    };
    expect(spike(shop({ days: 21, stepMs: 60_000 }))).toBe(1);
    expect(spike(shop({ days: 42, stepMs: 30 * 60_000 }))).toBe(1);
    expect(spike(shop({ days: 400, stepMs: DAY_MS }))).toBe(1);
  });

  it('notices the first move of a series that never moved', () => {
    const still = shop({ days: 21 }).map((one, i) => ({ ...one, value: i === 400 ? 5.1 : 5 }));
    expect(alarmsOf(judged(still))).toEqual([400]);
  });

  it('goes by the local hour: the same instants read in another zone have another noon', () => {
    const shifted = shop({ days: 42 }).map((one) => ({ ...one, local: one.at + 8 * HOUR_MS }));
    expect(judged(shifted).map(({ alarm }) => alarm)).toEqual(judged(shop({ days: 42 })).map(({ alarm }) => alarm));
  });

  it('judges a repeated or late reading and learns nothing from it', () => {
    const readings = shop({ days: 28 });
    const disturbedOnce = readings.flatMap((one, i) =>
      i === 500 ? [one, { ...one, value: 1e6 }, { at: one.at - DAY_MS, value: 1e6 }] : [one],
    );
    const verdicts = judged(disturbedOnce);
    expect(verdicts[501]!.score).toBeGreaterThan(0.5);
    const last = judged(readings).at(-1)!;
    expect(verdicts.at(-1)).toEqual(last);
  });

  it('refuses what is no number', () => {
    const detector = new AnomalyDetector();
    expect(() => detector.judge({ at: NaN, value: 1 })).toThrow('at must be a finite number');
    expect(() => detector.judge({ at: 0, value: Infinity })).toThrow('value must be a finite number');
  });
});

describe('whatever the series, the anomaly detector', () => {
  const anyValue = fc.oneof(
    { weight: 6, arbitrary: fc.double({ min: 0, max: 100, noNaN: true }) },
    { weight: 1, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom(0, 1e300, -1e300, 5e-324) },
  );
  const anyPause = fc.constantFrom(HOUR_MS, HOUR_MS, HOUR_MS, 0, -HOUR_MS, 60_000, 9 * HOUR_MS, 20 * DAY_MS);
  const anySeries = fc.array(fc.tuple(anyValue, anyPause), { minLength: 250, maxLength: 600 }).map((steps) => {
    let at = MONDAY;
    return steps.map(([value, pause]): Reading => ({ at: (at += pause), value }));
  });

  it('judges from the past alone: a longer file changes no earlier verdict', () => {
    fc.assert(
      fc.property(anySeries, fc.nat(), (readings, cut) => {
        const whole = judged(readings);
        const length = cut % readings.length;
        expect(judged(readings.slice(0, length))).toEqual(whole.slice(0, length));
      }),
      { numRuns: 60 },
    );
  });

  it('scores between 0 and 1, and alarms at 0.5 or more only', () => {
    fc.assert(
      fc.property(anySeries, (readings) => {
        for (const { score, alarm, chance } of judged(readings)) {
          expect(score >= 0 && score <= 1 && chance >= 0 && chance <= 1).toBe(true);
          expect(alarm && score < 0.5).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('does not mind the unit, nor which side is up', () => {
    const daysOf = fc.integer({ min: 1, max: 2 ** 20 }).map((seed) => disturbedBy(seed));
    fc.assert(
      fc.property(daysOf, fc.constantFrom(-1, 1024, -1 / 4096), (readings, factor) => {
        const there = judged(readings);
        const scaled = judged(readings.map((one) => ({ ...one, value: one.value * factor })));
        scaled.forEach(({ score, alarm }, i) => {
          expect(alarm).toBe(there[i]!.alarm);
          expect(score).toBeCloseTo(there[i]!.score, 6);
        });
      }),
      { numRuns: 15 },
    );
  });

  function disturbedBy(seed: number): Reading[] {
    return shop({ days: 28, seed }).map((one, i) => (i % 211 === seed % 211 ? { ...one, value: one.value * 9 } : one));
  }
});
