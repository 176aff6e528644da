/** A formula as a tree; `at` is where in the text it stands, from 1. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'metric'; readonly code: string; readonly at: number }
  | { readonly kind: 'negative'; readonly of: Expression }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    };

export type Operator = '+' | '-' | '*' | '/';

/** The metrics a formula is made of, each once, in order. */
export function operandsOf(expression: Expression): string[] {
  const codes = new Set<string>();
  const visit = (part: Expression): void => {
    if (part.kind === 'metric') codes.add(part.code);
    else if (part.kind === 'negative') visit(part.of);
    else if (part.kind === 'operation') [part.left, part.right].forEach(visit);
  };
  visit(expression);
  return [...codes];
}

/** What a formula comes to, or why it comes to nothing. */
export type Outcome =
  { readonly value: number; readonly reason?: undefined } | { readonly value: null; readonly reason: NoValue };

export type NoValue =
  | { readonly code: 'missing'; readonly metrics: readonly string[] }
  | { readonly code: 'division_by_zero'; readonly at: number }
  | { readonly code: 'overflow' };

/** Beyond it doubles no longer count in ones; no point is larger (see the reader of points). */
const LARGEST = 1e15;

/** The value of a formula with the operands' values; a metric without a value makes the whole without one. */
export function evaluate(expression: Expression, values: ReadonlyMap<string, number>): Outcome {
  const missing = operandsOf(expression).filter((code) => !values.has(code));
  if (missing.length > 0) return { value: null, reason: { code: 'missing', metrics: missing } };
  const zero: { at?: number } = {};
  const value = reckon(expression, values, zero);
  if (zero.at !== undefined) return { value: null, reason: { code: 'division_by_zero', at: zero.at } };
  if (!(Math.abs(value) <= LARGEST)) return { value: null, reason: { code: 'overflow' } };
  return { value: value === 0 ? 0 : value };
}

function reckon(part: Expression, values: ReadonlyMap<string, number>, zero: { at?: number }): number {
  switch (part.kind) {
    case 'number':
      return part.value;
    case 'metric':
      return values.get(part.code) ?? NaN;
    case 'negative':
      return -reckon(part.of, values, zero);
    case 'operation': {
      const [left, right] = [reckon(part.left, values, zero), reckon(part.right, values, zero)];
      if (part.operator === '/' && right === 0) zero.at ??= part.at;
      return OPERATIONS[part.operator](left, right);
    }
  }
}

const OPERATIONS: Record<Operator, (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};
