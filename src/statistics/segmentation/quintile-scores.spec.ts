import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { expectFigure, readOracle } from '../../../test/support/oracle.js';
import { quantile } from '../summary.js';
import { quintileScores } from './quintile-scores.js';

type Counts = Record<string, Record<string, number> | number>;

interface Oracle {
  customers: number;
  transactions: number;
  revenue: number;
  ref: string;
  quantiles_type7: Record<'r' | 'f' | 'm', number[]>;
  convention_a: Counts;
  convention_b: Counts;
  note: string;
  customers_first_50: { id: string; r: number; f: number; m: number; a: number[] }[];
}

interface Customer {
  id: string;
  r: number;
  f: number;
  m: number;
}

const oracle = readOracle<Oracle>('rfm_cdnow');
const DAY = 86_400_000;

/** Id, id in the sample, date, units, dollars; one purchase a line. */
function purchases(): { id: string; day: number; cents: number }[] {
  const text = readFileSync(new URL('../../../test/oracles/cdnow_sample.txt', import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [, id, date, , dollars] = line.trim().split(/\s+/);
      const iso = date!.replace(/(\d{4})(\d{2})(\d{2})/, '$1-$2-$3');
      return { id: id!, day: Date.parse(iso) / DAY, cents: Math.round(100 * Number(dollars)) };
    });
}

function customers(): Customer[] {
  const today = Date.parse(oracle.ref) / DAY;
  const byId = new Map<string, { last: number; f: number; cents: number }>();
  for (const { id, day, cents } of purchases()) {
    const known = byId.get(id) ?? { last: 0, f: 0, cents: 0 };
    byId.set(id, { last: Math.max(known.last, day), f: known.f + 1, cents: known.cents + cents });
  }
  return [...byId].map(([id, { last, f, cents }]) => ({ id, r: today - last, f, m: cents / 100 }));
}

function scored(list: Customer[], ties: 'together' | 'split'): number[][] {
  const r = quintileScores(
    list.map((one) => one.r),
    { best: 'lowest', ties },
  );
  const [f, m] = (['f', 'm'] as const).map((key) =>
    quintileScores(
      list.map((one) => one[key]),
      { best: 'highest', ties },
    ),
  );
  return list.map((_, i) => [r[i]!, f![i]!, m![i]!]);
}

function countsOf(scores: number[][]): Counts {
  const perScore = (place: number): Record<string, number> =>
    Object.fromEntries(['1', '2', '3', '4', '5'].map((s) => [s, scores.filter((one) => `${one[place]}` === s).length]));
  const alike = (score: number): number => scores.filter((one) => one.every((value) => value === score)).length;
  return { R: perScore(0), F: perScore(1), M: perScore(2), champions_555: alike(5), lost_111: alike(1) };
}

describe('quintile scores of the CDNOW sample', () => {
  const list = customers();

  it('start from the same customers, purchases and money', () => {
    expect(list).toHaveLength(oracle.customers);
    expect(purchases()).toHaveLength(oracle.transactions);
    expect(purchases().reduce((sum, { cents }) => sum + cents, 0)).toBe(Math.round(100 * oracle.revenue));
    for (const key of ['r', 'f', 'm'] as const) {
      const values = list.map((one) => one[key]);
      const cuts = [0.2, 0.4, 0.6, 0.8].map((share) => quantile(values, share));
      expectFigure(key, cuts, oracle.quantiles_type7[key], 1e-12);
    }
  });

  it('keep equal customers together: nobody gets an F of 2, because most bought once', () => {
    expect(countsOf(scored(list, 'together'))).toEqual(oracle.convention_a);
  });

  it('split them into equal fifths when asked, which parts equal customers', () => {
    expect(countsOf(scored(list, 'split'))).toEqual(oracle.convention_b);
  });

  it.each(oracle.customers_first_50)('give customer $id the scores $a', ({ id, r, f, m, a }) => {
    const place = list.findIndex((one) => one.id === id);
    expect(list[place]).toEqual({ id, r, f, m });
    expect(scored(list, 'together')[place]).toEqual(a);
  });
});

describe('quintile scores', () => {
  it('refuse what is no number', () => {
    expect(() => quintileScores([1, Number.NaN], { best: 'highest' })).toThrow('values[1] must be a finite number');
    expect(() => quintileScores([], { best: 'highest' })).toThrow('values must hold at least 1 numbers');
  });
});
