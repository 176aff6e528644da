import { describe, expect, it } from '@jest/globals';

import { checkHistory, warningsOf } from './history-check.js';
import { normalSource } from './random-normal.js';

describe('what a chart should be told of a history', () => {
  const noise = (count: number) => Array.from({ length: count }, normalSource(7));

  it('is nothing where days are noise', () => {
    expect(warningsOf(checkHistory(noise(60), 7))).toEqual([]);
  });

  it('is the week, where weekends differ', () => {
    const weekly = noise(60).map((value, day) => (day % 7 > 4 ? value - 6 : value));
    const [warning, ...more] = warningsOf(checkHistory(weekly, 7));
    expect(more).toEqual([]);
    expect(warning).toContain('season of 7 periods');
    expect(warning).toContain('周期长度为 7 的季节性');
  });

  it('is that days take after each other', () => {
    let level = 0;
    const alike = noise(120).map((value) => (level = 0.7 * level + value));
    const { persistence } = checkHistory(alike, null);
    expect(persistence).toBeGreaterThan(0.5);
    expect(warningsOf({ season: null, persistence })[0]).toMatch(/autocorrelation 0\.\d+, above 0\.3[^]*自相关/);
  });

  it('is that nobody can know of a season yet', () => {
    expect(warningsOf(checkHistory(noise(20), 7))).toEqual([expect.stringContaining('7 periods each')]);
  });
});
