import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import {
  addDays,
  type Clock,
  endOfPeriod,
  type LocalDate,
  type Period,
  periodLabel,
  startOfLocalDate,
} from '../../../kernel/time/index.js';
import { decodeCursor, type Page, pageOf, Transactions, type Tx } from '../../../platform/database/index.js';
import { WHOLE } from '../domain/dimensions.js';
import { firstPeriodFrom, HALF_AS_LONG_AGAIN, problemsOfPeriod } from '../domain/period-bounds.js';
import type { WhyNone } from '../domain/why-none.js';
import type { Metric } from '../persistence/metric.entity.js';
import { everyPeriod, type EveryPeriodQuery } from './every-period.js';
import { firstPeriods } from './joined-points.js';
import { corrected, type JoinedValue } from './joined-values.js';
import { Metrics } from './metrics.query.js';

export interface PointsFilter {
  readonly period?: Period;
  /** First and last day; a period counts when it begins between them. */
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  /** Key of a segment's series; the metric as a whole when left out. */
  readonly series?: string;
  /** Those that have a value when left out, or all of them. */
  readonly periods?: ShownPeriods;
  readonly limit: number;
  readonly cursor?: string;
}

export const SHOWN_PERIODS = ['with_value', 'all'] as const;
export type ShownPeriods = (typeof SHOWN_PERIODS)[number];

export interface PointRow {
  readonly start: Date;
  readonly label: string;
  readonly value: number | null;
  readonly points: number;
  /** Why there is no value; null where there is one. */
  readonly why: WhyNone | null;
  /** Whether the period is over. */
  readonly closed: boolean;
}

/**
 * A metric's values by keyset, oldest first, in its own period or a longer one; the running period too. Periods without a
 * value are left out, or say why they have none.
 */
@Injectable()
export class ListPoints {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found, invalid_fields, invalid_cursor */
  async run({ id, timeZone }: WorkspaceRef, code: string, filter: PointsFilter): Promise<Page<PointRow>> {
    const metric = await this.metrics.find(this.transactions.reader, id, code);
    const period = filter.period ?? metric.period;
    refuseFields(problemsOfPeriod(period, metric.period));
    const now = this.clock.now();
    const { limit, cursor } = filter;
    const query = { ...boundsOf(filter, period, timeZone), series: seriesOf(filter, period, timeZone), limit, cursor };
    const { reader } = this.transactions;
    const page =
      filter.periods === 'all'
        ? await everyPeriod(reader, metric, { ...query, now })
        : await periodsWithValue(reader, metric, query);
    const rows = page.rows.map((row) => ({
      ...{ points: 0, why: null, ...row },
      label: periodLabel(row.start, period, timeZone),
      closed: endOfPeriod(row.start, period, timeZone) <= now,
    }));
    return { ...page, rows };
  }
}

/** Along the key from one period that has a point to the next: gaps cost nothing. */
async function periodsWithValue(
  tx: Tx,
  metric: Metric,
  { series, from, to, limit, cursor }: Omit<EveryPeriodQuery, 'now'>,
): Promise<Page<JoinedValue>> {
  const { period, timeZone, dimensionKey } = series;
  const start =
    cursor === undefined ? from : endOfPeriod(new Date(decodeCursor(cursor, 'instant')[0]), period, timeZone);
  const rows = await tx.query<JoinedValue[]>(firstPeriods(metric.aggregation), [
    ...[metric.id, start?.toISOString() ?? '-infinity', to?.toISOString() ?? 'infinity', period, timeZone],
    ...[dimensionKey, limit + 1, HALF_AS_LONG_AGAIN[period]],
  ]);
  const page = pageOf(rows, limit, (row) => [row.start.toISOString()]);
  return { ...page, rows: await corrected(tx, metric, page.rows, series) };
}

function seriesOf({ series }: PointsFilter, period: Period, timeZone: string): EveryPeriodQuery['series'] {
  return { period, timeZone, dimensionKey: series ?? WHOLE };
}

function boundsOf({ from, to }: PointsFilter, period: Period, zone: string): Pick<EveryPeriodQuery, 'from' | 'to'> {
  return {
    ...(from && { from: firstPeriodFrom(startOfLocalDate(from, zone), period, zone) }),
    ...(to && { to: firstPeriodFrom(startOfLocalDate(addDays(to, 1), zone), period, zone) }),
  };
}
