import { Injectable } from '@nestjs/common';

import type { Tx } from '../../../../platform/database/index.js';
import { type Metric, type SeriesColumns, type SeriesReading, SeriesValues } from '../../../metrics/index.js';
import { fillSeries, type LeftOut, type SpanOfPeriods } from '../../domain/fill-series.js';
import { calendarOf } from '../../domain/period-calendar.js';
import type { Series } from '../../domain/series.js';
import { FeedbackCounts } from '../../queries/feedback-counts.query.js';
import type { TriggerRule } from '../../persistence/trigger-rule.entity.js';

/** What is to be read of a series: whole periods of its rule. */
export interface Reading extends SpanOfPeriods {
  readonly rule: Pick<TriggerRule, 'workspaceId' | 'period' | 'settings'>;
  /** Null counts feedback. */
  readonly metric: Metric | null;
  readonly series: string;
  readonly timeZone: string;
  readonly leftOut: readonly LeftOut[];
}

/** Reads the periods of many series at once, those of one kind in one statement. */
@Injectable()
export class SeriesReader {
  constructor(
    private readonly seriesValues: SeriesValues,
    private readonly feedback: FeedbackCounts,
  ) {}

  /** @returns one series for each reading, in their order */
  async read(tx: Tx, readings: readonly Reading[]): Promise<Series[]> {
    const series = new Array<Series>(readings.length);
    for (const places of groupsOf(readings).values()) {
      const columns = await this.columnsOf(tx, places.map((place) => readings[place] as Reading)); // prettier-ignore
      for (const [nth, place] of places.entries()) {
        series[place] = filled(readings[place] as Reading, columns[nth] as SeriesColumns);
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
