import { endOfPeriod } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { evaluate, type Expression } from '../domain/formulas/expression.js';
import { formulaOf } from '../domain/formulas/metric-formula.js';
import type { MissingOperand, WhyNone } from '../domain/why-none.js';
import type { Metric } from '../persistence/metric.entity.js';
import { type JoinedSpan, operandValues } from './joined-values.js';
import { metricsByCode } from './metrics-by-code.js';

/** Periods of a span that have no value, by their start in milliseconds. */
type Starts = readonly number[];
type Reasons = Map<number, WhyNone>;

/**
 * Why a series has no value in some periods of a span. What was left out by cleaning comes first, as it is what people did;
 * a computed metric is asked by its formula, and its operands why they are missing.
 *
 * @returns one for each of the starts
 */
export async function whyNone(tx: Tx, metric: Metric, span: JoinedSpan, starts: Starts, now: Date): Promise<Reasons> {
  if (starts.length === 0) return new Map();
  const excluded = await excludedIn(tx, metric, span);
  const expression = formulaOf(metric);
  const others = expression
    ? await whyNotComputed(tx, metric, expression, span, starts, now)
    : new Map(starts.map((start) => [start, notArrived(start, span, now)]));
  return new Map(
    starts.map((start) => {
      const count = excluded.get(start);
      return [start, count === undefined ? (others.get(start) ?? { code: 'pending' }) : { code: 'excluded', count }];
    }),
  );
}

function notArrived(start: number, { period, timeZone }: JoinedSpan, now: Date): WhyNone {
  return { code: endOfPeriod(new Date(start), period, timeZone) > now ? 'running' : 'no_points' };
}

/** How many values of each period were left out by cleaning, and are still. */
async function excludedIn(
  tx: Tx,
  { id, workspaceId }: Metric,
  { period, timeZone, dimensionKey, from, to }: JoinedSpan,
): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.query<{ start: Date; count: number }[]>(
    `SELECT date_trunc($5, period_start, $6) AS start, count(*)::int AS count FROM metric_cleanings
     WHERE metric_id = $1 AND workspace_id = $7 AND dimension_key = $2 AND period_start >= $3 AND period_start < $4
       AND state = 'applied' AND action = 'exclude' GROUP BY 1`,
    [id, dimensionKey, from, to, period, timeZone, workspaceId],
  );
  return new Map(rows.map(({ start, count }) => [start.getTime(), count]));
}

/** Periods in which the formula comes to something are not there: they are about to be computed. */
async function whyNotComputed(
  tx: Tx,
  metric: Metric,
  expression: Expression,
  span: JoinedSpan,
  starts: Starts,
  now: Date,
): Promise<Reasons> {
  const { workspaceId, formula, denominator } = metric;
  const known = await operandValues(tx, expression, workspaceId, span);
  const reasons: Reasons = new Map();
  const missing = new Map<string, number[]>();
  for (const start of starts) {
    const { reason } = evaluate(expression, known.get(start)?.values ?? new Map());
    if (reason?.code === 'missing') {
      for (const code of reason.metrics) missing.set(code, [...(missing.get(code) ?? []), start]);
    } else if (reason) {
      reasons.set(start, { code: 'not_computable', reason, denominator: formula === null ? denominator : null });
    }
  }
  for (const [start, operands] of await whyMissing(tx, workspaceId, missing, span, now)) {
    reasons.set(start, { code: 'missing', operands });
  }
  return reasons;
}

/** @param missing by the operand's code, the periods in which it has no value */
async function whyMissing(
  tx: Tx,
  workspaceId: string,
  missing: ReadonlyMap<string, Starts>,
  span: JoinedSpan,
  now: Date,
): Promise<Map<number, MissingOperand[]>> {
  const byStart = new Map<number, MissingOperand[]>();
  for (const operand of await metricsByCode(tx, workspaceId, [...missing.keys()])) {
    const { code: metric } = operand;
    for (const [start, why] of await whyNone(tx, operand, span, missing.get(metric) ?? [], now)) {
      byStart.set(start, [...(byStart.get(start) ?? []), { metric, why }]);
    }
  }
  return byStart;
}
