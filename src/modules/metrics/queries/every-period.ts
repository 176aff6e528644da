import { endOfPeriod } from '../../../kernel/time/index.js';
import { decodeCursor, type Page, pageOf, type Tx } from '../../../platform/database/index.js';
import { operandsOf } from '../domain/formulas/expression.js';
import { formulaOf } from '../domain/formulas/metric-formula.js';
import { periodsFrom } from '../domain/period-bounds.js';
import type { WhyNone } from '../domain/why-none.js';
import type { Metric } from '../persistence/metric.entity.js';
import { type JoinedSpan, type JoinedValue, joinedValues } from './joined-values.js';
import { metricsByCode } from './metrics-by-code.js';
import { whyNone } from './why-none.js';

/** A period that may have no value, and then says why. */
export type PeriodRow = JoinedValue | { readonly start: Date; readonly value: null; readonly why: WhyNone };

export interface EveryPeriodQuery {
  readonly series: Omit<JoinedSpan, 'from' | 'to'>;
  /** First instants of periods: from the first on, before the second; from the first value to now where left out. */
  readonly from?: Date;
  readonly to?: Date;
  readonly now: Date;
  readonly limit: number;
  readonly cursor?: string;
}

/**
 * A page of a series in which every period has its row. The page is cut from the calendar and not from what is stored, so
 * that values that come or go between two pages neither repeat nor lose a period; and it reads no more than its own periods.
 */
export async function everyPeriod(tx: Tx, metric: Metric, query: EveryPeriodQuery): Promise<Page<PeriodRow>> {
  const { series, now, limit } = query;
  const { period, timeZone } = series;
  const first = await firstOf(tx, metric, query);
  if (!first) return { rows: [], nextCursor: null };
  const starts = periodsFrom(first, endOf(metric, query), period, timeZone, limit + 1);
  const page = pageOf(starts, limit, (start) => [start.toISOString()]);
  const [from, last] = [page.rows[0], page.rows.at(-1)];
  if (!from || !last) return { rows: [], nextCursor: null };
  const span = { ...series, from, to: endOfPeriod(last, period, timeZone) };
  const values = new Map((await joinedValues(tx, metric, span)).map((row) => [row.start.getTime(), row]));
  const empty = page.rows.map((start) => start.getTime()).filter((start) => !values.has(start));
  const reasons = await whyNone(tx, metric, span, empty, now);
  const rows = page.rows.map((start): PeriodRow => {
    const why = reasons.get(start.getTime()) ?? { code: 'no_points' };
    return values.get(start.getTime()) ?? { start, value: null, why };
  });
  return { rows, nextCursor: page.nextCursor };
}

async function firstOf(tx: Tx, metric: Metric, { cursor, from, series }: EveryPeriodQuery): Promise<Date | undefined> {
  if (cursor !== undefined) {
    return endOfPeriod(new Date(decodeCursor(cursor, 'instant')[0]), series.period, series.timeZone);
  }
  return from ?? firstValueOf(tx, metric, series.dimensionKey);
}

/** The period that runs is the last, or the one in which the metric went out of use: nothing is expected of a later one. */
function endOf({ archivedAt }: Metric, { to, now, series: { period, timeZone } }: EveryPeriodQuery): Date {
  const running = endOfPeriod(archivedAt ?? now, period, timeZone);
  return to && to < running ? to : running;
}

/** When a series begins: with its first value, left out or not, or that of what it is computed from. */
async function firstValueOf(tx: Tx, metric: Metric, dimensionKey: string): Promise<Date | undefined> {
  const { id, workspaceId } = metric;
  const [row] = await tx.query<{ first: Date | null }[]>(
    `SELECT least(
       (SELECT period_start FROM metric_points WHERE metric_id = $1 AND workspace_id = $3 AND dimension_key = $2
        ORDER BY period_start LIMIT 1),
       (SELECT period_start FROM metric_cleanings WHERE metric_id = $1 AND workspace_id = $3 AND dimension_key = $2
          AND state = 'applied' AND action = 'exclude' ORDER BY period_start LIMIT 1)) AS first`,
    [id, dimensionKey, workspaceId],
  );
  const firsts = row?.first ? [row.first] : [];
  const expression = formulaOf(metric);
  for (const operand of await metricsByCode(tx, workspaceId, expression ? operandsOf(expression) : [])) {
    const first = await firstValueOf(tx, operand, dimensionKey);
    if (first) firsts.push(first);
  }
  return firsts.reduce<Date | undefined>((least, first) => (least && least < first ? least : first), undefined);
}
