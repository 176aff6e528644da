import { describe, expect, it } from '@jest/globals';
import { expectFigure, expectFigures, readOracle } from '../../../test/support/oracle.js';
import type { Figure } from '../../../test/support/oracle.js';
import { cChart, dispersionOf, pChart, uChart } from './attribute-charts.js';
import type { ControlChart } from './control-chart.js';
import { cusumChart } from './cusum-chart.js';
import { ewmaChart } from './ewma-chart.js';
import { rangeChart, deviationChart, xBarChart } from './subgroup-charts.js';
import { xmrChart } from './xmr-chart.js';

interface Case {
  id: string;
  type: string;
  x: unknown[];
  sizes?: number[];
  new_x?: unknown[] | null;
  new_sizes?: number[] | null;
  lambda?: number;
  start?: number;
  s?: number;
  expected: Record<string, Figure>;
}

const all = (c: Case) => [...c.x, ...(c.new_x ?? [])];
const samples = (c: Case) => {
  const sizes = [...(c.sizes ?? []), ...(c.new_sizes ?? [])];
  return (all(c) as number[]).map((count, i) => ({ count, size: sizes[i]! }));
};

const CHARTS: Record<string, (c: Case) => ControlChart> = {
  p: (c) => pChart(samples(c), c.x.length),
  u: (c) => uChart(samples(c), c.x.length),
  c: (c) => cChart(all(c) as number[], c.x.length),
  xbar: (c) => xBarChart(all(c) as number[][], c.x.length),
  R: (c) => rangeChart(all(c) as number[][], c.x.length),
  ewma: (c) => ewmaChart(c.x as number[], { target: c.start!, sigma: c.s!, weight: c.lambda! }),
};

const bounds = ({ limits }: ControlChart): number[][] => limits.map(({ lower, upper }) => [lower, upper]);

/** Where the limits are the same throughout, the oracle holds one row. */
const FIGURES: Record<string, (chart: ControlChart) => unknown> = {
  center: (chart) => chart.centre,
  std_dev: (chart) => chart.sigma,
  beyond_1based: (chart) => chart.beyond.map((index) => index + 1),
  ewma: (chart) => chart.values,
  ucl: (chart) => chart.limits[0]!.upper,
  lcl: (chart) => chart.limits[0]!.lower,
};

describe('charts of counts and subgroups against R', () => {
  it.each(readOracle<{ cases: Case[] }>('spc_attribute').cases)('$id', (c) => {
    const chart = CHARTS[c.type]?.(c);
    if (!chart) throw new Error(`nothing draws a chart of type ${c.type}`);
    const { limits, ...figures } = c.expected;
    expectFigures(chart, figures, FIGURES, 1e-9);
    if (limits) {
      const rows = limits as Figure[][];
      expectFigure('limits', bounds(chart), rows.length === 1 ? chart.values.map(() => rows[0]!) : rows, 1e-9);
    }
  });
});

describe("Laney's charts of uneven shares and rates", () => {
  const ofR = readOracle<{ cases: Case[] }>('spc_attribute').cases;
  const juice = samples(ofR.find((c) => c.id === 'orangejuice_p_trial')!);
  const computers = samples(ofR.find((c) => c.id === 'pcmanufact_u')!);

  it.each([
    ['p', juice, pChart],
    ['u', computers, uChart],
  ] as const)('%s′ of samples of one size is the individuals chart of their rates', (kind, given, chart) => {
    const { measured } = dispersionOf(kind, given);
    const individuals = xmrChart(given.map(({ count, size }) => count / size), { method: 'exact' }); // prettier-ignore
    const drawn = chart(given, given.length, measured);
    expectFigure('centre', drawn.centre, individuals.centre, 1e-9);
    const [{ upper }, other] = [drawn.limits[0]!, individuals.limits[0]!];
    expectFigure('upper', upper, other.upper, 1e-9);
  });

  it('finds uneven days that chance alone would not make, and calls no even ones so', () => {
    const even = Array.from({ length: 30 }, (_, i) => ({ count: 1000 + 30 * ((i % 3) - 1), size: 10_000 }));
    expect(dispersionOf('p', even)).toMatchObject({ spread: 1 });
    const uneven = even.map(({ count }, i) => ({ count: count + (i % 2 ? 200 : -200), size: 10_000 }));
    const { measured, pValue, spread } = dispersionOf('p', uneven);
    expect(spread).toBe(measured);
    expect(spread).toBeGreaterThan(5);
    expect(pValue).toBeLessThan(1e-9);
    expect(pChart(uneven).beyond).toHaveLength(30);
    expect(pChart(uneven, 30, spread).beyond).toEqual([]);
  });

  it('make no limits closer where days differ less than by chance', () => {
    const alike = Array.from({ length: 20 }, () => ({ count: 50, size: 1000 }));
    expect(dispersionOf('u', alike)).toMatchObject({ measured: 0, pValue: 1, spread: 1 });
    expect(() => dispersionOf('u', alike.slice(1, 2))).toThrow('at least 2');
  });
});

describe('the S chart', () => {
  const rings = readOracle<{ cases: Case[] }>('spc_attribute').cases.find((c) => c.id === 'pistonrings_xbar')!;

  it('of the piston rings has the limits that qcc prints', () => {
    const chart = deviationChart(all(rings) as number[][], 25);
    expectFigure('centre', chart.centre, 0.009240037, 0, 0.5e-9);
    expectFigure('sigma', chart.sigma, 0.009829977, 0, 0.5e-9);
    expectFigure('limits', bounds(chart)[0], [0, 0.01930242], 0, 0.5e-8);
    const means = xBarChart(all(rings) as number[][], 25, 'deviation');
    expectFigure('limits of the means', bounds(means)[0], [73.988, 74.014], 0, 0.5e-3);
    expect(means.beyond.map((index) => index + 1)).toEqual([37, 38, 39]);
  });
});

describe('the CUSUM chart', () => {
  // Montgomery, Introduction to Statistical Quality Control, table 9.1: the mean rises from 10 to 11 after value 20
  const values = [
    9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08, 9.37, 10.62, 10.31,
    8.52, 10.84, 10.9, 9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31, 10.52,
  ];

  it('finds the shift that no single value shows, and dates its start', () => {
    const { high, low, signals } = cusumChart(values, { target: 10, sigma: 1 });
    expectFigure('last high sums', high.slice(-3), [4.47, 5.28, 5.3], 1e-9);
    expectFigure('first low sums', low.slice(0, 3), [0.05, 1.56, 1.77], 1e-9);
    expect(signals).toEqual([
      { index: 28, side: 'high', since: 22 },
      { index: 29, side: 'high', since: 22 },
    ]);
  });

  it('mirrors itself when the values do', () => {
    const there = cusumChart(values, { target: 10, sigma: 1 });
    const back = cusumChart(
      values.map((value) => 20 - value),
      { target: 10, sigma: 1 },
    );
    expectFigure('low', back.low, there.high, 1e-9, 1e-12);
  });
});

describe('charts', () => {
  it('of a share stay between 0 and 1', () => {
    const { limits } = pChart([
      { count: 1, size: 3 },
      { count: 3, size: 3 },
    ]);
    expect(limits.every(({ lower, upper }) => lower === 0 && upper === 1)).toBe(true);
  });

  it('of a moving average start narrow when drawn exactly', () => {
    const { limits } = ewmaChart([1, 2, 3], { target: 2, sigma: 1, limits: 'exact' });
    expectFigure('first', limits[0]!.upper, 2.6, 1e-12);
    expect(limits[1]!.upper).toBeGreaterThan(limits[0]!.upper);
  });

  it('refuse what they cannot draw', () => {
    expect(() => pChart([{ count: 3, size: 2 }])).toThrow('sample 0 counts 3 among only 2');
    expect(() => uChart([{ count: 1, size: 0 }])).toThrow('samples[0].size must be a number above 0');
    expect(() => cChart([1, -1])).toThrow('samples[1].count must be a whole number');
    expect(() => cChart([1], 2)).toThrow('baseline must be a whole number from 1 to 1');
    expect(() => xBarChart([[1, 2], [1]])).toThrow('subgroups[1] must hold at least 2 numbers');
    expect(() =>
      xBarChart([
        [1, 2],
        [1, 2, 3],
      ]),
    ).toThrow('subgroup 1 holds 3 values, the first 2');
    expect(() => rangeChart([Array.from({ length: 26 }, (_, i) => i)])).toThrow('subgroups of 2 to 25, got 26');
    expect(() => ewmaChart([1], { target: 0, sigma: 1, weight: 1.1 })).toThrow('weight must be at most 1');
    expect(() => cusumChart([1], { target: 0, sigma: 0 })).toThrow('sigma must be a number above 0');
    expect(() => cusumChart([1], { target: 0, sigma: 1, allowance: -1 })).toThrow('allowance must not be negative');
  });
});
