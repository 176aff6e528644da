import type { Expression } from './expression.js';
import { parseFormula } from './parse-formula.js';

export interface Computed {
  readonly unit: string;
  readonly formula: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

/**
 * What a metric is computed by; undefined for one whose points are uploaded. A ratio in % is a hundred times its quotient.
 *
 * @throws FormulaError for a formula that cannot be read
 */
export function formulaOf({ unit, formula, numerator, denominator }: Computed): Expression | undefined {
  if (formula !== null) return parseFormula(formula);
  if (numerator === null || denominator === null) return undefined;
  const ratio: Expression = {
    kind: 'operation',
    operator: '/',
    left: { kind: 'metric', code: numerator, at: 1 },
    right: { kind: 'metric', code: denominator, at: 1 },
    at: 1,
  };
  if (unit !== '%') return ratio;
  return { kind: 'operation', operator: '*', left: { kind: 'number', value: 100 }, right: ratio, at: 1 };
}

export function isComputed({ formula, numerator }: Pick<Computed, 'formula' | 'numerator'>): boolean {
  return formula !== null || numerator !== null;
}
