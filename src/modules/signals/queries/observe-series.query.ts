import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { type FieldProblem, refuseFields } from '../../../kernel/errors/index.js';
import {
  addDays,
  endOfPeriod,
  holds,
  type LocalDate,
  type Period,
  periodLabel,
  placeInSeason,
  startOfLocalDate,
} from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Metric, type PeriodValue, PeriodValues, Metrics } from '../../metrics/index.js';
import type { Observation } from '../domain/observation.js';

export interface SeriesAsked {
  readonly metricCode: string;
  /** The metric's own when left out. */
  readonly period?: Period | null;
  /** Key of a segment; the metric as a whole when left out. */
  readonly series?: string | null;
  /** Metric that says what a count is out of. */
  readonly size?: string | null;
  /** First and last day. */
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  /** The newest so many periods that have a value. */
  readonly last?: number;
}

export interface ObservedSeries {
  readonly metric: Metric;
  readonly period: Period;
  readonly dimensionKey: string;
  readonly observations: readonly Observation[];
}

const NOT_WHOLE = { en: 'must be at least as long as a {own} and hold it whole', 'zh-CN': '必须由完整的“{own}”组成' };
const NO_METRIC = { en: 'is not in the metric dictionary', 'zh-CN': '指标字典中没有该指标' };

/** A metric as a chart needs it: every closed period in order, those without a value too. */
@Injectable()
export class ObserveSeries {
  constructor(
    private readonly metrics: Metrics,
    private readonly periodValues: PeriodValues,
  ) {}

  /** @throws DomainError not_found, invalid_fields */
  async run(tx: Tx, workspace: WorkspaceRef, asked: SeriesAsked, now: Date): Promise<ObservedSeries> {
    const metric = await this.metrics.find(tx, workspace.id, asked.metricCode);
    const period = asked.period ?? metric.period;
    const sizes = asked.size ? await tx.findOneBy(Metric, { workspaceId: workspace.id, code: asked.size }) : null;
    refuseFields(problemsOf(metric, period, asked.size ? { sizes } : undefined));
    const zone = workspace.timeZone;
    const span = { workspaceId: workspace.id, timeZone: zone, now, period, dimensionKey: asked.series ?? '' };
    const days = {
      ...(asked.from && { from: startOfLocalDate(asked.from, zone) }),
      ...(asked.to && { to: startOfLocalDate(addDays(asked.to, 1), zone) }),
    };
    const values = await this.periodValues.closed(tx, { ...span, ...days, last: asked.last, metricCode: metric.code });
    const from = values[0]?.start;
    const counted =
      sizes && from ? await this.periodValues.closed(tx, { ...span, ...days, from, metricCode: sizes.code }) : [];
    const observations = everyPeriod(values, counted, period, zone);
    return { metric, period, dimensionKey: span.dimensionKey, observations };
  }
}

function problemsOf(metric: Metric, period: Period, asked?: { sizes: Metric | null }): FieldProblem[] {
  const params = { own: metric.period };
  const refused = { field: 'period', code: 'not_whole', message: NOT_WHOLE, params };
  const missing = { field: 'size', code: 'no_metric', message: NO_METRIC };
  const unsized = { field: 'size', code: 'not_whole', message: NOT_WHOLE, params: { own: asked?.sizes?.period ?? '' } };
  return [
    ...(holds(period, metric.period) ? [] : [refused]),
    ...(asked && !asked.sizes ? [missing] : []),
    ...(asked?.sizes && !holds(period, asked.sizes.period) ? [unsized] : []),
  ];
}

function everyPeriod(
  values: readonly PeriodValue[],
  sizes: readonly PeriodValue[],
  period: Period,
  zone: string,
): Observation[] {
  const [byStart, sizeByStart] = [values, sizes].map(
    (rows) => new Map(rows.map((row) => [row.start.getTime(), row.value])),
  );
  const observations: Observation[] = [];
  const last = values.at(-1)?.start;
  for (let start = values[0]?.start; start && last && start <= last; start = endOfPeriod(start, period, zone)) {
    observations.push({
      start,
      label: periodLabel(start, period, zone),
      value: byStart!.get(start.getTime()) ?? null,
      size: sizeByStart!.get(start.getTime()) ?? null,
      place: placeInSeason(start, period, zone),
    });
  }
  return observations;
}
