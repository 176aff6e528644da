import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { endOfPeriod, type Period } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { ratioChartFor, type RatioChartKind, type Sample } from '../../../statistics/index.js';
import { isRatio, type Ratio } from '../domain/ratio.js';
import { Metric } from '../persistence/metric.entity.js';
import { type PeriodValue, PeriodValues } from './period-values.query.js';

export interface RatioSeries {
  readonly metricCode: string;
  /** The metric's own, or one that holds it. */
  readonly period: Period;
  /** The segment's series; empty for the metric as a whole. */
  readonly dimensionKey: string;
}

/** As many periods as limits rest on at first. */
const NEWEST = 60;

/** What a ratio counts, period by period: for the chart that fits it, and for its limits. */
@Injectable()
export class RatioCounts {
  constructor(private readonly periodValues: PeriodValues) {}

  /**
   * The chart of a ratio whose newest periods are counts; undefined for one that is none, or counts nothing.
   *
   * @param last how many periods will be judged, where they are more than 60
   */
  async chartFor(
    tx: Tx,
    workspace: WorkspaceRef,
    series: RatioSeries,
    { now, last = NEWEST }: { now: Date; last?: number },
  ): Promise<RatioChartKind | undefined> {
    const metric = await this.ratioOf(tx, workspace, series.metricCode);
    if (!metric) return undefined;
    const asked = { ...question(workspace, series), now, last: Math.max(NEWEST, last) };
    const values = await this.periodValues.closed(tx, { ...asked, metricCode: metric.code });
    const counts = await this.of(tx, workspace, { ...series, metric }, values);
    return ratioChartFor([...counts.values()]);
  }

  /** By the start of each period, in milliseconds, in which both are known and the ratio is out of something. */
  async of(
    tx: Tx,
    workspace: WorkspaceRef,
    { metric, ...series }: Omit<RatioSeries, 'metricCode'> & { readonly metric: Ratio },
    values: readonly Pick<PeriodValue, 'start'>[],
  ): Promise<Map<number, Sample>> {
    const [first, last] = [values[0]?.start, values.at(-1)?.start];
    if (!first || !last) return new Map();
    const end = endOfPeriod(last, series.period, workspace.timeZone);
    const asked = { ...question(workspace, series), from: first, to: end, now: end };
    const [counts, sizes] = [new Map<number, number>(), new Map<number, number>()];
    for (const [code, found] of [[metric.numerator, counts], [metric.denominator, sizes]] as const) {
      const rows = await this.periodValues.closed(tx, { ...asked, metricCode: code });
      for (const { start, value } of rows) found.set(start.getTime(), value);
    } // prettier-ignore
    return new Map(
      values.flatMap(({ start }) => {
        const [count, size] = [counts.get(start.getTime()), sizes.get(start.getTime())];
        return count === undefined || !size ? [] : [[start.getTime(), { count, size }] as const];
      }),
    );
  }

  /** The metric, where it is a ratio of two others. */
  async ratioOf(tx: Tx, { id: workspaceId }: WorkspaceRef, code: string): Promise<(Metric & Ratio) | null> {
    const metric = await tx.findOneBy(Metric, { workspaceId, code });
    return metric && isRatio(metric) ? metric : null;
  }
}

function question(
  { id: workspaceId, timeZone }: WorkspaceRef,
  { period, dimensionKey }: Omit<RatioSeries, 'metricCode'>,
) {
  return { workspaceId, timeZone, period, dimensionKey };
}
