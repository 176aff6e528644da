import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectFigure, expectFigures, readOracle } from '../../../test/support/oracle.js';
import type { Figure } from '../../../test/support/oracle.js';
import { meanPilotPower, meanPilotSize } from './mean-pilot-size.js';
import { oneProportionSampleSize } from './one-proportion-size.js';
import { oneSidedArcsinePower, pilotPower, pilotSize } from './pilot-size.js';
import type { PilotSizeMethod } from './pilot-size.js';

interface Case {
  id: string;
  kind: string;
  input: Record<string, number>;
  expected: Record<string, Figure>;
}

type Computations = Record<string, (input: Record<string, number>) => unknown>;

const need = (input: Record<string, number>, name: string): number => {
  const value = input[name];
  if (value === undefined) throw new Error(`the oracle case gives no ${name}`);
  return value;
};
const confidenceOf = (input: Record<string, number>): number => input.conf ?? 1 - (input.alpha ?? 0.05);

const oneProportion: Computations = {
  n_raw: (input) => sizeOfOne(input).exact,
  n: (input) => sizeOfOne(input).size,
};

function sizeOfOne(input: Record<string, number>) {
  return oneProportionSampleSize({
    rate: need(input, 'p'),
    marginOfError: need(input, 'E'),
    confidence: confidenceOf(input),
    population: input.N,
  });
}

const pilot = (method: PilotSizeMethod) => (input: Record<string, number>) =>
  pilotSize({
    controlRate: need(input, 'p1'),
    difference: input.mde_abs ?? need(input, 'p2') - need(input, 'p1'),
    confidence: confidenceOf(input),
    power: need(input, 'power'),
    method,
  }).exact;

const meanPilot = (test: 't' | 'z') => (input: Record<string, number>) =>
  meanPilotSize({
    difference: need(input, 'delta'),
    standardDeviation: need(input, 'sd'),
    confidence: confidenceOf(input),
    power: need(input, 'power'),
    test,
  }).exact;

const KINDS: Record<string, Computations> = {
  cochran_single_proportion: oneProportion,
  cochran_fpc: oneProportion,
  two_proportion_power: {
    n_per_group: pilot('pooled'),
    n_per_group_R_power_prop_test: pilot('pooled'),
    n_per_group_unpooled: pilot('unpooled'),
    n_per_group_arcsine: pilot('arcsine'),
    n_per_group_evan_miller_formula: pilot('control-variance'),
  },
  power_two_proportion: {
    power: (input) =>
      pilotPower({
        controlRate: need(input, 'p1'),
        difference: need(input, 'p2') - need(input, 'p1'),
        perArm: need(input, 'n'),
        confidence: confidenceOf(input),
      }),
  },
  power_two_proportion_arcsine_one_sided: {
    power: (input) => oneSidedArcsinePower(need(input, 'h'), need(input, 'n'), confidenceOf(input)),
  },
  power_two_mean: {
    power: (input) =>
      meanPilotPower({
        difference: need(input, 'delta'),
        standardDeviation: need(input, 'sd'),
        perArm: need(input, 'n'),
      }),
  },
  two_mean_power: {
    n_per_group: meanPilot('t'),
    n_per_group_t: meanPilot('t'),
    n_per_group_z: meanPilot('z'),
  },
};

/** R searches these for a root and stops at about seven digits. */
const SEARCHED = ['n_per_group', 'n_per_group_R_power_prop_test', 'n_per_group_arcsine', 'n_per_group_t'];

describe('sample sizes against R', () => {
  it.each(readOracle<{ cases: Case[] }>('sample_size').cases)('$id', ({ kind, input, expected }) => {
    const computations = KINDS[kind];
    if (!computations) throw new Error(`nothing computes a case of kind ${kind}`);
    for (const [name, figure] of Object.entries(expected)) {
      expectFigures(input, { [name]: figure }, computations, SEARCHED.includes(name) ? 1e-6 : 1e-9);
    }
  });
});

describe('the pilot size', () => {
  it('is four to five times the one-proportion size for the same margin, so the two have two names', () => {
    const one = oneProportionSampleSize({ rate: 0.1, marginOfError: 0.01 }).size;
    const perArm = pilotSize({ controlRate: 0.1, difference: 0.01 }).perArm;
    expect(one).toBe(3458);
    expect(perArm / one).toBeGreaterThan(4);
    expect(perArm / one).toBeLessThan(5);
  });

  it('is the size at which the pilot has the power asked for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 0.5, noNaN: true }),
        fc.double({ min: 0.002, max: 0.019, noNaN: true }),
        fc.constantFrom(0.8, 0.9, 0.95),
        (controlRate, difference, power) => {
          const { perArm } = pilotSize({ controlRate, difference, power });
          expect(pilotPower({ controlRate, difference, perArm })).toBeGreaterThanOrEqual(power - 1e-12);
          expect(pilotPower({ controlRate, difference, perArm: perArm - 1 })).toBeLessThan(power);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is the same for a rise as for the fall back', () => {
    const rise = pilotSize({ controlRate: 0.1, difference: 0.02 }).exact;
    expectFigure('fall', pilotSize({ controlRate: 0.12, difference: -0.02 }).exact, rise, 1e-12);
  });

  it.each([
    ['no difference', { controlRate: 0.1, difference: 0 }, 'difference must not be 0'],
    ['a rate above 1', { controlRate: 0.9, difference: 0.2 }, 'controlRate + difference must lie between 0 and 1'],
    ['a leap from never to always', { controlRate: 0, difference: 1 }, 'no chance left to size'],
    ['certainty', { controlRate: 0.1, difference: 0.1, power: 1 }, 'power must lie strictly between 0 and 1'],
    ['confidence in percent', { controlRate: 0.1, difference: 0.1, confidence: 95 }, 'confidence must lie strictly'],
  ])('refuses %s', (_, input, message) => {
    expect(() => pilotSize(input)).toThrow(RangeError);
    expect(() => pilotSize(input)).toThrow(message);
  });
});

describe('the other sizes', () => {
  it('refuse what cannot be sized', () => {
    expect(() => oneProportionSampleSize({ rate: 1, marginOfError: 0.01 })).toThrow('rate must lie strictly between');
    expect(() => oneProportionSampleSize({ rate: 0.5, marginOfError: 0 })).toThrow('marginOfError must lie strictly');
    expect(() => oneProportionSampleSize({ rate: 0.5, marginOfError: 0.1, population: 0 })).toThrow(
      'population must be',
    );
    expect(() => meanPilotSize({ difference: 0, standardDeviation: 1 })).toThrow('difference must not be 0');
    expect(() => meanPilotSize({ difference: 1, standardDeviation: 0 })).toThrow('standardDeviation must be a number');
  });

  it('need at least two values per arm for means, however large the effect', () => {
    expect(meanPilotSize({ difference: 1000, standardDeviation: 1 }).perArm).toBeGreaterThanOrEqual(2);
  });
});
