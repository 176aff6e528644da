import { Injectable } from '@nestjs/common';

import type { Tx } from '../../../../platform/database/index.js';
import {
  isComputed,
  PeriodValues,
  type SeriesColumns,
  type SeriesReading,
  SeriesValues,
} from '../../../metrics/index.js';
import { type Columns, fillSeries } from '../../domain/fill-series.js';
import { calendarOf } from '../../domain/period-calendar.js';
import type { Series } from '../../domain/series.js';
import { FeedbackCounts } from '../../queries/feedback-counts.query.js';
import { PeriodSizes } from './period-sizes.js';
import type { Reading } from './reading.js';

/** Reads the periods of many series at once, those of one kind in one statement. */
@Injectable()
export class SeriesReader {
  constructor(
    private readonly seriesValues: SeriesValues,
    private readonly periodValues: PeriodValues,
    private readonly periodSizes: PeriodSizes,
    private readonly feedback: FeedbackCounts,
  ) {}

  /** @returns one series for each reading, in their order */
  async read(tx: Tx, readings: readonly Reading[]): Promise<Series[]> {
    const series = new Array<Series>(readings.length);
    const sizes = await this.periodSizes.of(tx, readings);
    for (const places of groupsOf(readings).values()) {
      const columns = await this.columnsOf(tx, places.map((place) => readings[place] as Reading)); // prettier-ignore
      for (const [nth, place] of places.entries()) {
        const reading = readings[place] as Reading;
        const values = await this.computed(tx, reading, columns[nth] as SeriesColumns);
        series[place] = filled(reading, withSizes(values, sizes[place]));
      }
    }
    return series;
  }

  private async columnsOf(tx: Tx, readings: readonly Reading[]): Promise<SeriesColumns[]> {
    const [{ metric, rule, timeZone }] = readings as [Reading];
    if (metric === null) return Promise.all(readings.map((reading) => this.feedback.of(tx, reading)));
    const spans = readings.map(({ metric: one, series, from, end }) => ({
      metricId: one?.id ?? '',
      dimensionKey: series,
      from,
      to: end,
    }));
    const { aggregation, period: own } = metric;
    return this.seriesValues.of(tx, spans, { aggregation, own, period: rule.period, timeZone } satisfies SeriesReading);
  }

  /** A computed metric over a longer period is what its operands were over it: no mean of daily rates. */
  private async computed(tx: Tx, reading: Reading, columns: SeriesColumns): Promise<SeriesColumns> {
    const { rule, metric, series: dimensionKey, timeZone, from, end } = reading;
    const { period, workspaceId } = rule;
    const first = columns.starts[0];
    if (first === undefined || !metric || !isComputed(metric) || metric.period === period) return columns;
    const days = { from: new Date(Math.max(from, first)), to: new Date(end), now: new Date(end) };
    const asked = { workspaceId, metricCode: metric.code, timeZone, period, dimensionKey, ...days };
    const closed = await this.periodValues.closed(tx, asked);
    const byStart = new Map(closed.map(({ start, value }) => [start.getTime(), value]));
    return { ...columns, values: columns.starts.map((start) => byStart.get(start) ?? NaN) };
  }
}

function withSizes(columns: SeriesColumns, sizes: ReadonlyMap<number, number> | undefined): Columns {
  return sizes ? { ...columns, sizes: columns.starts.map((start) => sizes.get(start) ?? NaN) } : columns;
}

function groupsOf(readings: readonly Reading[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [place, { metric, rule, timeZone }] of readings.entries()) {
    const key = `${metric?.aggregation} ${metric?.period} ${rule.period} ${timeZone}`;
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  return groups;
}

function filled({ rule, timeZone, leftOut, from, end }: Reading, columns: SeriesColumns): Series {
  const { minimumVolume } = rule.settings;
  return fillSeries(calendarOf(rule.period, timeZone), { from, end }, columns, { leftOut, minimumVolume });
}
