import { describe, expect, it } from '@jest/globals';

import { listFewItems, listItems } from '../../bench/lines/list-items.line.js';
import type { Figures } from '../../bench/measure.js';
import { aimsOf, tableOf } from '../../bench/report.js';
import { quantile, resultOf, shareOf } from '../../bench/results.js';

const sample = (rate: number, latenciesMs: number[] = [1]) => ({ rate, latenciesMs, cpuMs: 0.5 });

const large: Figures = {
  line: listItems,
  connections: 16,
  rssMb: 180,
  product: [sample(400, [1, 9]), sample(100, [2, 8]), sample(500, [3, 7])],
  bare: [sample(1000), sample(1000), sample(1000)],
};
const small: Figures = { ...large, line: listFewItems, product: [sample(500), sample(200), sample(500)] };

describe('the figures of a line', () => {
  it('are those of the round with the middle ratio, so that rate, bare rate and ratio agree', () => {
    const { result, spread } = resultOf(large);
    expect(result).toMatchObject({ rate: 400, bareRate: 1000, ratio: 0.4, connections: 16, rssMb: 180 });
    expect(spread).toEqual([0.1, 0.5]);
  });

  it('take their latencies from all rounds', () => {
    expect(resultOf(large).result).toMatchObject({ p50Ms: 7, p99Ms: 9 });
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(3);
    expect(quantile([5], 0.99)).toBe(5);
  });

  it('compare two lines within their rounds, where the same noise hit both', () => {
    expect(shareOf(large, small)).toBe(0.8);
  });

  it('say of every aim at 16 connections whether it was reached', () => {
    const aims = aimsOf([large, small, { ...large, connections: 1, product: [sample(1)], bare: [sample(1000)] }]);
    expect(aims).toHaveLength(3);
    expect(aims[0]).toMatch(/^reached {2}list 50 of 200,000: share of the bare pair's rate: 0.40/);
    expect(aims[1]).toMatch(/^MISSED {3}list 50 of 200,000: share of the rate of "list 50 of 10,000": 0.80/);
    expect(aims[2]).toMatch(/^reached {2}memory/);
  });

  it('stand in columns', () => {
    const [head, , row] = tableOf([large]).split('\n');
    expect(head?.indexOf('ratio')).toBe((row?.indexOf('0.40') ?? 0) - 1);
  });
});
