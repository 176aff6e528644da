import { describe, expect, it } from '@jest/globals';

import { readHistory, warningsOf } from './history-check.js';
import { normalSource } from './random-normal.js';

describe('what a chart should be told of a history', () => {
  const noise = (count: number) => Array.from({ length: count }, normalSource(7));

  const DAY_MS = 86_400_000;
  /** From Monday, 5 January 1970 on. */
  const ofDays = (values: readonly number[]) =>
    readHistory(values, values.map((_, day) => (day + 4) * DAY_MS), 'day'); // prettier-ignore

  it('is nothing where days are noise', () => {
    const { check, factors } = ofDays(noise(60));
    expect(warningsOf(check)).toEqual([]);
    expect(factors).toBeNull();
  });

  it('is the week, where weekends differ, with what each weekday adds', () => {
    const weekly = noise(63).map((value, day) => (day % 7 > 4 ? value - 6 : value));
    const { check, factors } = ofDays(weekly);
    const [warning, ...more] = warningsOf(check);
    expect(more).toEqual([]);
    expect(warning).toContain('season of 7 periods');
    expect(warning).toContain('周期长度为 7 的季节性');
    expect(factors?.periods).toBe(63);
    const [monday = 0, , , , , saturday = 0, sunday = 0] = factors?.seasonal ?? [];
    for (const weekend of [saturday, sunday]) expect(monday - weekend).toBeGreaterThan(4);
    expect(warningsOf({ ...check, seasonal: factors?.seasonal })[0]).toMatch(/is taken out[^]*剔除/);
  });

  it('is the hour of the week, where quiet nights are not all that hours follow', () => {
    const hours = noise(6 * 168).map((value, hour) => {
      const [ofDay, day] = [hour % 24, Math.floor(hour / 24) % 7];
      return value + (ofDay < 6 ? -8 : 0) + (day > 4 && ofDay > 9 ? 5 : 0);
    });
    const locals = hours.map((_, hour) => (hour + 4 * 24) * 3_600_000);
    const { check, factors } = readHistory(hours, locals, 'hour');
    expect(check.season).toMatchObject({ found: true, period: 168 });
    expect((factors?.seasonal[6 * 24 + 12] ?? 0) - (factors?.seasonal[12] ?? 0)).toBeGreaterThan(3);
    const alike = noise(6 * 168).map((value, hour) => (hour % 24 < 6 ? value - 8 : value));
    expect(readHistory(alike, locals, 'hour').check.season).toMatchObject({ found: true, period: 24 });
  });

  it('is that days take after each other', () => {
    let level = 0;
    const alike = noise(120).map((value) => (level = 0.7 * level + value));
    const { persistence } = readHistory(alike, alike.map(() => 0), 'week').check; // prettier-ignore
    expect(persistence).toBeGreaterThan(0.5);
    expect(warningsOf({ season: null, persistence })[0]).toMatch(/autocorrelation 0\.\d+, above 0\.3[^]*自相关/);
  });

  it('is that nobody can know of a season yet', () => {
    expect(warningsOf(ofDays(noise(20)).check)).toEqual([expect.stringContaining('7 periods each')]);
  });
});
