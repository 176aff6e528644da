import { describe, expect, it } from '@jest/globals';

import { signalOrNoise } from '../control-charts/signal-or-noise.js';
import { persistence } from './persistence.js';
import { persistenceBesideShifts } from './persistence-beside-shifts.js';

const RUNS = 100;
const DAYS = 60;

interface World {
  readonly phi?: number;
  /** Deviations that the last eight days lie lower. */
  readonly fall?: number;
}

/** Mulberry32 and Box-Muller: the same days in every run, of deviation 1. */
function days(seed: number, { phi = 0, fall = 0 }: World): number[] {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
  const next = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  let value = next();
  return Array.from({ length: DAYS }, (_, day) => {
    value = phi * value + Math.sqrt(1 - phi ** 2) * next();
    return 100 + value - (day >= DAYS - 8 ? fall : 0);
  });
}

const worlds = (world: World): number[][] => Array.from({ length: RUNS }, (_, seed) => days(seed + 1, world));
const share = (histories: readonly number[][], holds: (values: number[]) => boolean): number =>
  histories.filter(holds).length / histories.length;
const remembers = (values: number[]): boolean => persistenceBesideShifts(values) > 0;
const isStructural = (values: number[]): boolean => signalOrNoise({ values }).proposal === 'structural';

describe('how much periods take after each other, beside changes of level', () => {
  it('is nothing in noise that fell by five or ten deviations, which plain persistence takes for memory', () => {
    const [five, ten] = [worlds({ fall: 5 }), worlds({ fall: 10 })];
    expect(share(ten, (values) => persistence(values) > 0)).toBeGreaterThan(0.5);
    expect(share(ten, remembers)).toBe(0);
    expect(share(five, remembers)).toBeLessThan(0.05);
    expect(share(ten, isStructural)).toBe(1);
  });

  it.each([[0], [1.5], [3]])('is no more than plain persistence in noise that fell by %d deviations', (fall) => {
    const histories = worlds({ fall });
    for (const values of histories) expect(persistenceBesideShifts(values)).toBeLessThanOrEqual(persistence(values));
    expect(share(histories, remembers)).toBeLessThan(0.15);
  });

  it.each([
    [0.5, 0.7, 0.2],
    [0.7, 0.95, 0.15],
  ])('is seen as often as before where days remember %d and none fell', (phi, seen, structural) => {
    const histories = worlds({ phi });
    const plainly = share(histories, (values) => persistence(values) > 0);
    expect(share(histories, remembers)).toBeGreaterThan(Math.max(seen, plainly - 0.02));
    expect(share(histories, isStructural)).toBeLessThan(structural);
  });

  it('does not take the wandering of a long memory for levels', () => {
    const histories = worlds({ phi: 0.9 });
    expect(share(histories, (values) => persistenceBesideShifts(values) === persistence(values))).toBeGreaterThan(0.9);
  });

  it('is still seen in most that remember and fell, and the fall is found', () => {
    const histories = worlds({ phi: 0.5, fall: 10 });
    expect(share(histories, remembers)).toBeGreaterThan(0.6);
    const mean = histories.reduce((sum, values) => sum + persistenceBesideShifts(values), 0) / RUNS;
    expect(mean).toBeLessThan(0.5);
    expect(share(histories, isStructural)).toBeGreaterThan(0.97);
  });

  it('is nothing for days that never move but once, however they are rounded', () => {
    for (const [before, after] of [
      [5, 9],
      [0.1, 0.7],
      [1 / 3, 1e6 / 7],
    ] as const) {
      const once = Array.from({ length: 40 }, (_, day) => (day < 27 ? before : after));
      expect(persistenceBesideShifts(once)).toBe(0);
    }
  });
});
