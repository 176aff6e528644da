import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NELSON_RULES, runRuleHits, WESTERN_ELECTRIC_RULES } from './run-rules.js';
import type { RunRule } from './run-rules.js';

const standard = { centre: 0, sigma: 1 };
const at = (values: number[], rule: RunRule): number[] => runRuleHits(values, standard, [rule]).map((hit) => hit.index);
const times = (count: number, ...pattern: number[]): number[] => Array.from({ length: count }, () => pattern).flat();

describe('a run rule', () => {
  it('fires with the point that completes its pattern, and not one point earlier', () => {
    expect(at([3, 3.01, -3.01], 'beyond-three-sigma')).toEqual([1, 2]);
    expect(at([2.5, 0, 2.5], 'two-of-three-beyond-two-sigma')).toEqual([2]);
    expect(at([1.5, 1.5, 0, 1.5, 1.5], 'four-of-five-beyond-one-sigma')).toEqual([4]);
    expect(at(times(9, 0.1), 'eight-on-one-side')).toEqual([7, 8]);
    expect(at(times(9, 0.1), 'nine-on-one-side')).toEqual([8]);
    expect(at([6, 5, 4, 3, 2, 1], 'six-trending')).toEqual([5]);
    expect(at(times(7, -0.1, 0.1), 'fourteen-alternating')).toEqual([13]);
    expect(at(times(15, 0.9), 'fifteen-within-one-sigma')).toEqual([14]);
    expect(at(times(4, 1.1, -1.1), 'eight-outside-one-sigma')).toEqual([7]);
  });

  it('wants the points on one side, and the last one beyond', () => {
    expect(at([2.5, 0, -2.5], 'two-of-three-beyond-two-sigma')).toEqual([]);
    expect(at([2.5, 2.5, 0], 'two-of-three-beyond-two-sigma')).toEqual([]);
    expect(at([1.5, 1.5, 1.5, 1.5, 0], 'four-of-five-beyond-one-sigma')).toEqual([]);
  });

  it('is broken by a point on the centre, a standstill, or a point on the line', () => {
    expect(at([...times(7, 1), 0, 1], 'eight-on-one-side')).toEqual([]);
    expect(at([1, 2, 3, 3, 4, 5], 'six-trending')).toEqual([]);
    expect(at([...times(6, -1, 1), -1, -1], 'fourteen-alternating')).toEqual([]);
    expect(at([...times(14, 0), 1], 'fifteen-within-one-sigma')).toEqual([]);
  });

  it('takes a mixture only when both sides are there', () => {
    expect(at(times(8, 1.1), 'eight-outside-one-sigma')).toEqual([]);
  });

  it('never fires on a metric that has no noise to compare with', () => {
    expect(runRuleHits(times(20, 5), { centre: 5, sigma: 0 }, NELSON_RULES)).toEqual([]);
  });
});

describe('run rules', () => {
  it('judge a chart and its mirror image alike', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { maxLength: 60 }), (values) => {
        const mirrored = values.map((value) => -value);
        expect(runRuleHits(mirrored, standard, NELSON_RULES)).toEqual(runRuleHits(values, standard, NELSON_RULES));
      }),
    );
  });

  it('name no rule that is not in the chosen set', () => {
    const hits = runRuleHits(times(20, 3.5), standard);
    expect(new Set(hits.map((hit) => hit.rule))).toEqual(new Set(WESTERN_ELECTRIC_RULES));
  });

  it('refuse values and limits that are no numbers', () => {
    expect(() => runRuleHits([Number.NaN], standard)).toThrow('values[0] must be a finite number');
    expect(() => runRuleHits([1], { centre: 0, sigma: -1 })).toThrow('sigma must not be negative');
    expect(() => runRuleHits([1], { centre: Number.NaN, sigma: 1 })).toThrow('centre must be a finite number');
  });
});
