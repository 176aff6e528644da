import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { contributionsTo } from './contributions.js';
import { evaluate, operandsOf } from './expression.js';
import { findCycle } from './find-cycle.js';
import { parseFormula } from './parse-formula.js';
import { FormulaError } from './tokens.js';

const valueOf = (text: string, values: Record<string, number> = {}) =>
  evaluate(parseFormula(text), new Map(Object.entries(values)));

function refusalOf(text: string): [string, unknown] {
  try {
    parseFormula(text);
  } catch (error) {
    if (error instanceof FormulaError) return [error.code, error.params['at']];
  }
  return ['accepted', undefined];
}

describe('a formula', () => {
  it.each([
    ['1 + 2 × 3', 7],
    ['(1 + 2) * 3', 9],
    ['8 ÷ 4 / 2', 1],
    ['8 − 4 - 2', 2],
    ['-(2 + -3)', 1],
    ['1.5e2', 150],
  ])('%s is %p', (text, value) => {
    expect(valueOf(text)).toEqual({ value });
  });

  it('takes a code with its dots and dashes as one, and spaces make a difference', () => {
    expect(operandsOf(parseFormula('cpc.exchange-2 - b × [2nd_visit] + b'))).toEqual([
      'cpc.exchange-2',
      'b',
      '2nd_visit',
    ]);
  });

  it.each([
    ['', 'operand_expected', 1],
    ['a +', 'operand_expected', 4],
    ['a × × b', 'operand_expected', 5],
    ['a b', 'operator_expected', 3],
    ['(a + b', 'not_closed', 1],
    ['a + b)', 'operator_expected', 6],
    ['a % b', 'unknown_character', 3],
    ['a + 😀', 'unknown_character', 5],
    ['a; DROP TABLE metrics', 'unknown_character', 2],
    ['2nd_visit', 'unknown_character', 1],
    ['('.repeat(51), 'too_deep', 51],
    ['a'.repeat(501), 'too_long', undefined],
  ])('%s cannot be read: %s at %p', (text, code, at) => {
    expect(refusalOf(text)).toEqual([code, at]);
  });

  it('has no value where a part has none, where it divides by zero, and beyond all measure', () => {
    expect(valueOf('a / b', { a: 1 })).toEqual({ value: null, reason: { code: 'missing', metrics: ['b'] } });
    expect(valueOf('a / (b - b)', { a: 1, b: 2 })).toEqual({
      value: null,
      reason: { code: 'division_by_zero', at: 3 },
    });
    expect(valueOf('0 / a', { a: 0 })).toMatchObject({ value: null, reason: { code: 'division_by_zero' } });
    expect(valueOf('a × a', { a: 1e15 })).toEqual({ value: null, reason: { code: 'overflow' } });
  });

  it('names the whole way of a circle', () => {
    const operands = new Map([['a', ['x', 'b']], ['b', ['c']], ['c', ['y', 'a']]]); // prettier-ignore
    expect(findCycle('a', operands)).toEqual(['a', 'b', 'c', 'a']);
    expect(findCycle('x', operands)).toBeUndefined();
    expect(findCycle('a', new Map([['a', ['a']]]))).toEqual(['a', 'a']);
  });
});

describe('the contributions to a change', () => {
  it('split a rise of GMV over traffic, conversion and order value as worked out by hand', () => {
    const before = new Map([['traffic', 1000], ['conversion', 0.02], ['order_value', 50]]); // prettier-ignore
    const after = new Map([['traffic', 1200], ['conversion', 0.02], ['order_value', 45]]); // prettier-ignore
    // Two factors change: each is valued at the mean of the other's two states.
    expect(contributionsTo(parseFormula('traffic × conversion × order_value'), before, after)).toEqual({
      from: 1000,
      to: 1080,
      factors: [
        { code: 'traffic', from: 1000, to: 1200, contribution: expect.closeTo(200 * 0.02 * 47.5, 9) },
        { code: 'conversion', from: 0.02, to: 0.02, contribution: 0 },
        { code: 'order_value', from: 50, to: 45, contribution: expect.closeTo(-5 * 0.02 * 1100, 9) },
      ],
    });
  });

  it('sum to the change exactly, whatever the formula and the numbers', () => {
    const figure = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    const five = fc.array(figure, { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(five, five, fc.constantFrom('a×b×c', 'a × b - c × d + e', '(a + b) × (c - d)'), (from, to, text) => {
        const named = (values: number[]) => new Map(values.map((value, n) => ['abcde'[n] ?? '', value]));
        const result = contributionsTo(parseFormula(text), named(from), named(to));
        if ('reason' in result) throw new Error('there is a value');
        const sum = result.factors.reduce((total, { contribution }) => total + contribution, 0);
        const scale = Math.max(1, ...result.factors.map(({ contribution }) => Math.abs(contribution)));
        expect(Math.abs(sum - (result.to - result.from)) / scale).toBeLessThan(1e-12);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('are none where a mixture of the two periods divides by zero', () => {
    const ratio = parseFormula('a / (b - c)');
    const before = new Map([['a', 1], ['b', 2], ['c', 1]]); // prettier-ignore
    const after = new Map([['a', 1], ['b', 1], ['c', 0]]); // prettier-ignore
    expect(contributionsTo(ratio, before, after)).toEqual({ reason: { code: 'division_by_zero', at: 3 } });
  });
});
