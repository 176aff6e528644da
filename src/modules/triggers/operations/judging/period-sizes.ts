import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import type { Tx } from '../../../../platform/database/index.js';
import { isRatio, Metric, type SeriesColumns, type SeriesSpan, SeriesValues } from '../../../metrics/index.js';
import { isRatioChart } from '../../domain/ratio.js';
import type { Reading } from './reading.js';

/** What the ratios of readings were out of, period by period: the denominator, joined as its own metric says. */
@Injectable()
export class PeriodSizes {
  constructor(private readonly seriesValues: SeriesValues) {}

  /** @returns for each reading the sizes of its periods by their start; undefined where its rule does not ask */
  async of(tx: Tx, readings: readonly Reading[]): Promise<(ReadonlyMap<number, number> | undefined)[]> {
    const asking = readings.filter(asksForSizes);
    if (asking.length === 0) return readings.map(() => undefined);
    const denominators = await denominatorsOf(tx, asking);
    const sizes = new Map<Reading, ReadonlyMap<number, number>>(asking.map((reading) => [reading, new Map()]));
    for (const group of groupsOf(asking, denominators)) {
      const spans = group.map(({ reading, denominator }) => spanOf(reading, denominator.id));
      const [{ reading, denominator }] = group as [Sized];
      const { aggregation, period: own } = denominator;
      const { rule, timeZone } = reading;
      const columns = await this.seriesValues.of(tx, spans, { aggregation, own, period: rule.period, timeZone });
      for (const [nth, one] of group.entries()) sizes.set(one.reading, byStart(columns[nth]));
    }
    return readings.map((reading) => sizes.get(reading));
  }
}

/** Whether a rule has to know what the values of its metric are out of. */
function asksForSizes({ metric, rule }: Reading): boolean {
  const { minimumVolume, chart } = rule.settings;
  return metric !== null && isRatio(metric) && (minimumVolume !== null || isRatioChart(chart));
}

interface Sized {
  readonly reading: Reading;
  readonly denominator: Metric;
}

async function denominatorsOf(tx: Tx, readings: readonly Reading[]): Promise<Map<string, Metric>> {
  const codes = [...new Set(readings.map(({ metric }) => metric?.denominator ?? ''))];
  const workspaceId = In([...new Set(readings.map(({ rule }) => rule.workspaceId))]);
  const metrics = await tx.findBy(Metric, { workspaceId, code: In(codes) });
  return new Map(metrics.map((metric) => [`${metric.workspaceId} ${metric.code}`, metric]));
}

function groupsOf(readings: readonly Reading[], denominators: ReadonlyMap<string, Metric>): Sized[][] {
  const groups = new Map<string, Sized[]>();
  for (const reading of readings) {
    const denominator = denominators.get(`${reading.rule.workspaceId} ${reading.metric?.denominator}`);
    if (!denominator) continue;
    const key = `${denominator.aggregation} ${denominator.period} ${reading.rule.period} ${reading.timeZone}`;
    groups.set(key, [...(groups.get(key) ?? []), { reading, denominator }]);
  }
  return [...groups.values()];
}

function spanOf({ series, from, end }: Reading, metricId: string): SeriesSpan {
  return { metricId, dimensionKey: series, from, to: end };
}

function byStart(columns: SeriesColumns | undefined): Map<number, number> {
  return new Map((columns?.starts ?? []).map((start, nth) => [start, columns?.values[nth] ?? NaN]));
}
