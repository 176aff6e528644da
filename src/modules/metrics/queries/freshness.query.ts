import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { type Clock, endOfPeriod, type Period, periodLabel, startOfPeriod } from '../../../kernel/time/index.js';
import { type Page, Transactions } from '../../../platform/database/index.js';
import { WorkingTimes } from '../../calendars/index.js';
import { type Freshness, freshnessDaysOf, lateFrom } from '../domain/coverage/freshness.js';
import type { Metric } from '../persistence/metric.entity.js';
import { Metrics } from './metrics.query.js';

/** `fresh`: what is due is there. `late`: it is not. `never`: no value has ever come. */
export type FreshnessState = 'fresh' | 'late' | 'never';

export interface MetricFreshness {
  readonly code: string;
  readonly name: string;
  /** The n of T+n, in calendar or working days. */
  readonly days: number;
  readonly calendar: string;
  readonly state: FreshnessState;
  /** The newest period with a value. */
  readonly newest: string | null;
  /** The newest period whose value is due by now, and since when it would be late. */
  readonly due: string | null;
  readonly lateFrom: Date | null;
  /** Of the last thirty periods that were due: how many, and how many of them were there in time. */
  readonly judged: number;
  readonly onTime: number;
}

const JUDGED_PERIODS = 30;
/** Nothing is due later than 90 days, and weekends, after it ended: see `freshnessDays`. */
const LONGEST_WAIT_PERIODS = 200;

// A restated value arrived when it first came.
const ARRIVALS = `
  SELECT p.period_start AS start, min(least(p.recorded_at, (
    SELECT min(r.old_recorded_at) FROM metric_restatements r
    WHERE r.metric_id = p.metric_id AND r.dimension_key = p.dimension_key AND r.period_start = p.period_start))) AS arrived
  FROM metric_points p WHERE p.metric_id = $1 AND p.period_start >= $2 AND p.period_start < $3 GROUP BY 1`;
const NEWEST = 'SELECT max(period_start) AS newest FROM metric_points WHERE metric_id = $1';

/** Whether the values of metrics come as soon as they should (T+1, T+3, T+5). */
@Injectable()
export class FreshnessFigures {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
    private readonly workingTimes: WorkingTimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By code. @throws DomainError invalid_cursor */
  async run(workspace: WorkspaceRef, page: { limit: number; cursor?: string }): Promise<Page<MetricFreshness>> {
    const { rows, nextCursor } = await this.metrics.list(workspace.id, page);
    const calendar = await this.workingTimes.ofWorkspace(workspace);
    const shown: MetricFreshness[] = [];
    for (const metric of rows) {
      const counting = { counted: metric.freshnessCalendar, zone: workspace.timeZone, calendar };
      shown.push(await this.judge(metric, { ...counting, days: freshnessDaysOf(metric) }));
    }
    return { rows: shown, nextCursor };
  }

  private async judge(metric: Metric, freshness: Freshness): Promise<MetricFreshness> {
    const { code, name, period } = metric;
    const due = this.duePeriods(period, freshness);
    const reader = this.transactions.reader;
    const [first, last] = [due.at(-1), due[0]];
    const arrivals =
      first && last
        ? await reader.query<{ start: Date; arrived: Date }[]>(ARRIVALS, [metric.id, first.start, last.end])
        : [];
    const [row] = await reader.query<{ newest: Date | null }[]>(NEWEST, [metric.id]);
    const newest = row?.newest ?? null;
    const arrivedAt = new Map(arrivals.map(({ start, arrived }) => [start.getTime(), arrived]));
    const onTime = due.filter(({ start, late }) => (arrivedAt.get(start.getTime()) ?? late) < late).length;
    const missing = last !== undefined && !arrivedAt.has(last.start.getTime());
    const label = (start: Date | null) => start && periodLabel(start, period, freshness.zone);
    return {
      ...{ code, name, days: freshness.days, calendar: freshness.counted, judged: due.length, onTime },
      state: newest === null ? 'never' : missing ? 'late' : 'fresh',
      newest: label(newest),
      due: label(last?.start ?? null),
      lateFrom: last?.late ?? null,
    };
  }

  /** The last periods whose values are due by now, newest first. */
  private duePeriods(period: Period, freshness: Freshness): { start: Date; end: Date; late: Date }[] {
    const now = this.clock.now();
    const due: { start: Date; end: Date; late: Date }[] = [];
    let end = startOfPeriod(now, period, freshness.zone);
    const most = period === 'hour' ? LONGEST_WAIT_PERIODS * 24 : LONGEST_WAIT_PERIODS;
    for (let looked = 0; looked < most && due.length < JUDGED_PERIODS; looked += 1) {
      const start = startOfPeriod(new Date(end.getTime() - 1), period, freshness.zone);
      const late = lateFrom(endOfPeriod(start, period, freshness.zone), freshness);
      if (late <= now) due.push({ start, end, late });
      end = start;
    }
    return due;
  }
}
