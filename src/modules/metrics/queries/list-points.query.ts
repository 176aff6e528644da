import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import {
  addDays,
  type Clock,
  endOfPeriod,
  holds,
  type LocalDate,
  type Period,
  periodLabel,
  startOfLocalDate,
} from '../../../kernel/time/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { WHOLE } from '../domain/dimensions.js';
import { firstPeriodFrom, HALF_AS_LONG_AGAIN } from '../domain/period-bounds.js';
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
  readonly limit: number;
  readonly cursor?: string;
}

export interface PointRow {
  readonly start: Date;
  readonly label: string;
  readonly value: number;
  readonly points: number;
  /** Whether the period is over. */
  readonly closed: boolean;
}

const NOT_WHOLE = { en: 'must be at least as long as a {own} and hold it whole', 'zh-CN': '必须由完整的“{own}”组成' };

/** A metric's values by keyset, oldest first, in its own period or a longer one; the running period too. */
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
    refuseFields(
      holds(period, metric.period)
        ? []
        : [{ field: 'period', code: 'not_whole', message: NOT_WHOLE, params: { own: metric.period } }],
    );
    const rows = await this.transactions.reader.query<JoinedValue[]>(firstPeriods(metric.aggregation), [
      metric.id,
      ...span(filter, period, timeZone),
      period,
      timeZone,
      filter.series ?? WHOLE,
      filter.limit + 1,
      HALF_AS_LONG_AGAIN[period],
    ]);
    const now = this.clock.now();
    const page = pageOf(rows, filter.limit, ({ start }) => [start.toISOString()]);
    const series = { period, timeZone, dimensionKey: filter.series ?? WHOLE };
    const values = await corrected(this.transactions.reader, metric, page.rows, series);
    const named = values.map((row) => ({
      ...row,
      label: periodLabel(row.start, period, timeZone),
      closed: endOfPeriod(row.start, period, timeZone) <= now,
    }));
    return { ...page, rows: named };
  }
}

function span({ from, to, cursor }: PointsFilter, period: Period, zone: string): [string, string] {
  const first = from && firstPeriodFrom(startOfLocalDate(from, zone), period, zone).toISOString();
  const end = to && firstPeriodFrom(startOfLocalDate(addDays(to, 1), zone), period, zone).toISOString();
  const start =
    cursor === undefined
      ? first
      : endOfPeriod(new Date(decodeCursor(cursor, 'instant')[0]), period, zone).toISOString();
  return [start ?? '-infinity', end ?? 'infinity'];
}
