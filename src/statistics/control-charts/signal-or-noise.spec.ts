import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { signalOrNoise } from './signal-or-noise.js';
import type { SignalProposal } from './signal-or-noise.js';

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

interface World {
  periods: number;
  /** What is added to the noise of period i. */
  moved?: (i: number, periods: number) => number;
  phi?: number;
}

function series(seed: number, { periods, moved = () => 0, phi = 0 }: World): number[] {
  const next = noise(seed);
  let value = next();
  return Array.from({ length: periods }, (_, i) => {
    value = phi * value + Math.sqrt(1 - phi ** 2) * next();
    return 100 + value + moved(i, periods);
  });
}

const RUNS = 100;
const proposalsFor = (world: World, season?: number): SignalProposal[] =>
  Array.from({ length: RUNS }, (_, seed) => signalOrNoise({ values: series(seed + 1, world), season }));
const structural = (proposals: readonly SignalProposal[]): number =>
  proposals.filter(({ proposal }) => proposal === 'structural').length / proposals.length;

const WEEK = [6, 4, 0, -2, -2, -4, -2];

describe('signal or noise', () => {
  it('calls a metric that fluctuates as ever short-term, at nine in ten of any length', () => {
    for (const periods of [14, 30, 60, 120]) expect(structural(proposalsFor({ periods }))).toBeLessThan(0.1);
  });

  it('calls one wild day short-term, and shows it', () => {
    const proposals = proposalsFor({ periods: 60, moved: (i, n) => (i === n - 3 ? 9 : 0) });
    expect(structural(proposals)).toBeLessThan(0.13);
    const usual = proposals.find(({ proposal }) => proposal === 'short_term')!;
    expect(usual.reasons[0]).toMatchObject({ code: 'excursion', index: 57, side: 'high', isOver: true });
  });

  it('calls a fall of two sigma that has lasted for eight periods structural, and dates it', () => {
    const proposals = proposalsFor({ periods: 60, moved: (i, n) => (i >= n - 8 ? -2 : 0) });
    expect(structural(proposals)).toBeGreaterThan(0.9);
    const shifts = proposals.flatMap(({ reasons }) => reasons.filter(({ code }) => code === 'shift'));
    expect(shifts.length).toBeGreaterThan(0.7 * RUNS);
    const dated = shifts.filter(
      (shift) => shift.code === 'shift' && Math.abs(shift.index - 52) <= 1 && shift.side === 'low',
    );
    expect(dated.length).toBeGreaterThan(0.8 * shifts.length);
  });

  it('calls a creeping rise a trend, not a step', () => {
    const proposals = proposalsFor({ periods: 60, moved: (i) => 0.1 * i });
    expect(structural(proposals)).toBe(1);
    const trends = proposals.filter(({ reasons }) => reasons[0]?.code === 'trend');
    expect(trends.length).toBeGreaterThan(0.9 * RUNS);
  });

  it('does not take the weekend for a problem, and sees a fall behind the week', () => {
    const week = { periods: 84, moved: (i: number) => WEEK[i % 7]! };
    const proposals = proposalsFor(week, 7);
    expect(proposals.every(({ season }) => season?.found === true)).toBe(true);
    expect(structural(proposals)).toBeLessThan(0.15);
    const fallen = { periods: 84, moved: (i: number, n: number) => WEEK[i % 7]! - (i >= n - 8 ? 2 : 0) };
    expect(structural(proposalsFor(fallen, 7))).toBeGreaterThan(0.85);
  });

  it('finds no week in noise, and says when it cannot know', () => {
    const found = proposalsFor({ periods: 60 }, 7).filter(({ season }) => season?.found === true);
    expect(found.length).toBeLessThan(0.05 * RUNS);
    expect(signalOrNoise({ values: series(1, { periods: 20 }), season: 7 }).season?.found).toBe('unknown');
  });

  it('widens the limits of a metric whose periods take after each other, instead of crying wolf', () => {
    const proposals = proposalsFor({ periods: 120, phi: 0.7 });
    expect(proposals.filter(({ persistence }) => persistence > 0.3).length).toBeGreaterThan(0.9 * RUNS);
    expect(structural(proposals)).toBeLessThan(0.15);
  });

  it('goes by locked limits when there are some', () => {
    const values = series(3, { periods: 30 });
    const limits = { centre: 90, sigma: 1, points: 25 };
    const locked = signalOrNoise({ values, limits });
    expect(locked).toMatchObject({ centre: 90, lower: 87, upper: 93, standing: 'firm', proposal: 'structural' });
    expect(locked.reasons.some((reason) => reason.code === 'run' && reason.rule === 'eight-on-one-side')).toBe(true);
  });

  it('steps over periods without a value', () => {
    const values = series(4, { periods: 60, moved: (i, n) => (i >= n - 8 ? -4 : 0) });
    const gappy = values.map((value, i) => (i % 9 === 4 ? null : value));
    const { proposal, reasons } = signalOrNoise({ values: gappy, season: 7 });
    expect(proposal).toBe('structural');
    expect(reasons[0]).toMatchObject({ code: 'shift', side: 'low' });
  });

  it('refuses fewer than twelve periods, and trusts limits from twenty', () => {
    const values = series(1, { periods: 40 });
    expect(() => signalOrNoise({ values: values.slice(0, 11) })).toThrow(
      'values must hold at least 12 numbers, got 11',
    );
    expect(signalOrNoise({ values: values.slice(0, 12) }).standing).toBe('trial');
    expect(signalOrNoise({ values: values.slice(0, 27) }).standing).toBe('trial');
    expect(signalOrNoise({ values: values.slice(0, 28) }).standing).toBe('firm');
    expect(() => signalOrNoise({ values, limits: { centre: 0, sigma: 0, points: 20 } })).toThrow('sigma must be');
  });

  it('says the same of a metric in another unit, counted from another zero, or turned upside down', () => {
    const anySeries = fc
      .tuple(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(0, 1, 3, -4))
      .map(([seed, jump]) => series(seed, { periods: 50, moved: (i) => (i >= 40 ? jump : 0) + WEEK[i % 7]! }));
    const sides = { high: 'low', low: 'high' } as const;
    const outline = ({ proposal, reasons }: SignalProposal, turned: boolean) => [
      proposal,
      ...reasons.map((reason) =>
        'side' in reason ? [reason.code, turned ? sides[reason.side] : reason.side] : reason.code,
      ),
    ];
    fc.assert(
      fc.property(
        anySeries,
        fc.constantFrom(8, 0.125, -2),
        fc.integer({ min: -999, max: 999 }),
        (values, scale, zero) => {
          const there = signalOrNoise({ values, season: 7 });
          const here = signalOrNoise({ values: values.map((value) => scale * value + zero), season: 7 });
          expect(outline(here, scale < 0)).toEqual(outline(there, false));
          expect(here.lower).toBeLessThanOrEqual(here.centre);
          expect(here.centre).toBeLessThanOrEqual(here.upper);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has nothing to say of a metric that never moves', () => {
    const still = signalOrNoise({ values: Array<number>(20).fill(5), season: 7 });
    expect(still).toMatchObject({ proposal: 'short_term', reasons: [{ code: 'within_limits' }] });
  });
});
