import { endOfPeriod, type Period } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { evaluate, type Expression, operandsOf } from '../domain/formulas/expression.js';
import { formulaOf } from '../domain/formulas/metric-formula.js';
import type { Metric } from '../persistence/metric.entity.js';
import { allPeriods } from './joined-points.js';
import { metricsByCode } from './metrics-by-code.js';

export interface JoinedValue {
  readonly start: Date;
  readonly value: number;
  /** How many points it was made of. */
  readonly points: number;
}

export interface JoinedSpan {
  /** The metric's own, or one that holds it. */
  readonly period: Period;
  readonly timeZone: string;
  readonly dimensionKey: string;
  /** First instants of periods: from the first on, before the second. */
  readonly from: Date;
  readonly to: Date;
}

/**
 * A series in periods of a span, oldest first. A computed metric over a longer period is computed from what its operands
 * were over that period: a week's conversion is its orders by its visitors, and no mean of daily rates.
 */
export async function joinedValues(tx: Tx, metric: Metric, span: JoinedSpan): Promise<JoinedValue[]> {
  const { period, timeZone, dimensionKey, from, to } = span;
  if (period === metric.period || !formulaOf(metric)) {
    const params = [metric.id, from.toISOString(), to.toISOString(), period, timeZone, dimensionKey];
    return tx.query<JoinedValue[]>(allPeriods(metric.aggregation), params);
  }
  return computedValues(tx, metric, span);
}

/** A computed metric from its operands, whatever has been stored of it. Periods without a value are not there. */
export async function computedValues(tx: Tx, metric: Metric, span: JoinedSpan): Promise<JoinedValue[]> {
  const expression = formulaOf(metric);
  if (!expression) return [];
  const byStart = await operandValues(tx, expression, metric.workspaceId, span);
  return [...byStart]
    .sort(([one], [other]) => one - other)
    .flatMap(([start, { values, points }]) => {
      const { value } = evaluate(expression, values);
      return value === null ? [] : [{ start: new Date(start), value, points }];
    });
}

interface OperandValues {
  readonly values: Map<string, number>;
  /** The most that one of them was made of. */
  readonly points: number;
}

/** What the metrics of a formula were over a span, by the start of the period in milliseconds; those without are absent. */
export async function operandValues(
  tx: Tx,
  expression: Expression,
  workspaceId: string,
  span: JoinedSpan,
): Promise<Map<number, OperandValues>> {
  const byStart = new Map<number, OperandValues>();
  for (const operand of await metricsByCode(tx, workspaceId, operandsOf(expression))) {
    for (const { start, value, points } of await joinedValues(tx, operand, span)) {
      const at = byStart.get(start.getTime()) ?? { values: new Map<string, number>(), points: 0 };
      at.values.set(operand.code, value);
      byStart.set(start.getTime(), { values: at.values, points: Math.max(at.points, points) });
    }
  }
  return byStart;
}

/** Replaces what points of a computed metric join to by what its formula gives over the longer periods. */
export async function corrected(
  tx: Tx,
  metric: Metric,
  rows: readonly JoinedValue[],
  span: Omit<JoinedSpan, 'from' | 'to'>,
): Promise<readonly JoinedValue[]> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last || span.period === metric.period || !formulaOf(metric)) return rows;
  const to = endOfPeriod(last.start, span.period, span.timeZone);
  const values = await computedValues(tx, metric, { ...span, from: first.start, to });
  const byStart = new Map(values.map(({ start, value }) => [start.getTime(), value]));
  return rows.flatMap((row) => {
    const value = byStart.get(row.start.getTime());
    return value === undefined ? [] : [{ ...row, value }];
  });
}
