import { describe, expect, it } from '@jest/globals';

import { persistence, persistenceBesideJumps } from './persistence.js';

/** Park and Miller's generator; twelve of its numbers make a normal one. */
function normalsOf(seed: number, count: number): number[] {
  let state = seed;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return Array.from({ length: count }, () => Array.from({ length: 12 }, uniform).reduce((sum, one) => sum + one, -6));
}

function alike(phi: number, seed: number): number[] {
  let value = 0;
  return normalsOf(seed, 120).map((news) => (value = phi * value + Math.sqrt(1 - phi ** 2) * news));
}

const SEEDS = Array.from({ length: 20 }, (_, i) => 7 + 31 * i);

describe('how much periods take after each other, beside jumps', () => {
  it('is seldom seen in noise that fell once by ten deviations, which plain persistence takes for memory', () => {
    const fallen = SEEDS.map((seed) => normalsOf(seed, 80).map((value, i) => (i < 50 ? value : value - 10)));
    const seen = (measure: (values: number[]) => number) => fallen.filter((values) => measure(values) > 0).length;
    expect(seen((values) => persistenceBesideJumps(values, 1))).toBeLessThanOrEqual(2);
    expect(seen(persistence)).toBeGreaterThan(10);
  });

  it('is nothing for days of hardly any noise that fell once, or for one wild day', () => {
    const smooth = Array.from({ length: 60 }, (_, i) => ((i * 7) % 5) / 100);
    expect(persistenceBesideJumps(smooth.map((value, i) => (i < 50 ? value : value - 8)), 1)).toBe(0); // prettier-ignore
    expect(
      persistenceBesideJumps(
        smooth.map((value, i) => (i === 50 ? 30 : value)),
        1,
      ),
    ).toBe(0);
  });

  it('is what it is without jumps for a process that remembers', () => {
    for (const seed of SEEDS) expect(persistenceBesideJumps(alike(0.7, seed), 1)).toBeCloseTo(persistence(alike(0.7, seed)), 9); // prettier-ignore
    const mean = SEEDS.reduce((sum, seed) => sum + persistenceBesideJumps(alike(0.7, seed), 1), 0) / SEEDS.length;
    expect(mean).toBeGreaterThan(0.5);
  });
});
