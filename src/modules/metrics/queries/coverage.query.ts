import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import {
  addDays,
  type Clock,
  type LocalDate,
  localDateAt,
  type Period,
  startOfLocalDate,
  startOfPeriod,
} from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Settings } from '../../people/index.js';
import { countPeriods } from '../domain/coverage/count-periods.js';
import { type DaySpan, problemsOfSpan } from '../domain/day-span.js';
import { firstPeriodFrom } from '../domain/period-bounds.js';
import { Metric } from '../persistence/metric.entity.js';

/** Looked at when nobody says from when on. */
const USUAL_DAYS = 30;

export interface MetricCoverage {
  readonly code: string;
  readonly name: string;
  readonly period: Period;
  /** Periods that are over. */
  readonly expected: number;
  /** Of them, those with a value that arrived; what a median fills did not. */
  readonly present: number;
  /** Null where nothing is expected yet. */
  readonly percent: number | null;
}

export interface CoverageShown extends DaySpan {
  readonly aim: number;
  /** The mean of the metrics' percentages: an hourly metric counts no more than a monthly one. */
  readonly percent: number | null;
  readonly reached: boolean | null;
  readonly metrics: readonly MetricCoverage[];
}

const PRESENT = `
  SELECT metric.id, (
      SELECT count(DISTINCT period_start) FROM metric_points
      WHERE metric_id = metric.id AND period_start >= metric.lo AND period_start < metric.hi)
    + (SELECT count(DISTINCT period_start) FILTER (WHERE finding = 'outlier' AND action = 'exclude')
         - count(DISTINCT period_start) FILTER (WHERE finding = 'gap')
       FROM metric_cleanings WHERE metric_id = metric.id AND state = 'applied' AND dimension_key = ''
         AND period_start >= metric.lo AND period_start < metric.hi) AS present
  FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS metric (id, lo, hi)`;

/** How much of the core metrics' data is there. */
@Injectable()
export class Coverage {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError invalid_fields for days in the wrong order, or more than a year of them */
  async run({ id, timeZone }: WorkspaceRef, said: { from?: LocalDate; to?: LocalDate }): Promise<CoverageShown> {
    const to = said.to ?? addDays(localDateAt(this.clock.now(), timeZone), -1);
    const from = said.from ?? addDays(to, 1 - USUAL_DAYS);
    refuseFields(problemsOfSpan({ from, to }, { from: 'from', to: 'to' }));
    const tx = this.transactions.reader;
    const core = await tx.findBy(Metric, { workspaceId: id, core: true });
    const inUse = core.filter(({ archivedAt }) => archivedAt === null).sort((a, b) => (a.code < b.code ? -1 : 1));
    const spans = inUse.map(({ period }) => this.spanOf({ from, to }, period, timeZone));
    const counted = await tx.query<{ id: string; present: number }[]>(PRESENT, [
      inUse.map((metric) => metric.id),
      spans.map((span) => span.lo),
      spans.map((span) => span.hi),
    ]);
    const metrics = inUse.map(({ id: metricId, code, name, period }, index): MetricCoverage => {
      const expected = spans[index]?.expected ?? 0;
      const present = counted.find((row) => row.id === metricId)?.present ?? 0;
      return { code, name, period, expected, present, percent: expected === 0 ? null : (100 * present) / expected };
    });
    const percent = meanOf(metrics.flatMap((metric) => (metric.percent === null ? [] : [metric.percent])));
    const { metricCoverageAim: aim } = await this.settings.of(id, tx);
    return { from, to, aim, percent, reached: percent === null ? null : percent >= aim, metrics };
  }

  /** The closed periods that begin within the days. */
  private spanOf({ from, to }: DaySpan, period: Period, zone: string) {
    const lo = firstPeriodFrom(startOfLocalDate(from, zone), period, zone);
    const end = firstPeriodFrom(startOfLocalDate(addDays(to, 1), zone), period, zone);
    const running = startOfPeriod(this.clock.now(), period, zone);
    const hi = end < running ? end : running;
    return { lo, hi, expected: countPeriods(lo, hi, period, zone) };
  }
}

function meanOf(figures: readonly number[]): number | null {
  return figures.length === 0 ? null : figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}
