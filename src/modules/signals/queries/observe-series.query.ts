import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { type FieldProblem, refuseFields } from '../../../kernel/errors/index.js';
import {
  addDays,
  endOfPeriod,
  type LocalDate,
  type Period,
  periodLabel,
  placeInSeason,
  startOfLocalDate,
} from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import {
  isRatio,
  Metric,
  Metrics,
  type PeriodValue,
  PeriodValues,
  problemsOfPeriod,
  type Ratio,
  RatioCounts,
} from '../../metrics/index.js';
import { type ChartKind, needsSize } from '../domain/chart-limits.js';
import type { Observation } from '../domain/observation.js';

export interface SeriesAsked {
  readonly metricCode: string;
  /** The metric's own when left out. */
  readonly period?: Period | null;
  /** Key of a segment; the metric as a whole when left out. */
  readonly series?: string | null;
  /** The chart that they are for: a ratio on one of shares or rates comes with what it counts. */
  readonly kind?: ChartKind;
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

const NO_METRIC = { en: 'is not in the metric dictionary', 'zh-CN': '指标字典中没有该指标' };
const OWN_DENOMINATOR = {
  en: 'the metric is a ratio out of {denominator}: leave size out, or name that',
  'zh-CN': '该指标是以 {denominator} 为分母的比率:请省略 size,或填写 {denominator}',
};

/** A metric as a chart needs it: every closed period in order, those without a value too. */
@Injectable()
export class ObserveSeries {
  constructor(
    private readonly metrics: Metrics,
    private readonly periodValues: PeriodValues,
    private readonly ratioCounts: RatioCounts,
  ) {}

  /** @throws DomainError not_found, invalid_fields */
  async run(tx: Tx, workspace: WorkspaceRef, asked: SeriesAsked, now: Date): Promise<ObservedSeries> {
    const metric = await this.metrics.find(tx, workspace.id, asked.metricCode);
    const period = asked.period ?? metric.period;
    const ratio = asked.kind && needsSize(asked.kind) && isRatio(metric) ? metric : null;
    const named = ratio ? null : asked.size;
    const sizes = named ? await tx.findOneBy(Metric, { workspaceId: workspace.id, code: named }) : null;
    refuseFields([
      ...problemsOf(metric, period, named ? { sizes } : undefined),
      ...(ratio ? problemsOfSize(ratio, asked.size) : []),
    ]);
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
    const series = { metric, period, dimensionKey: span.dimensionKey };
    if (!ratio) return { ...series, observations };
    return {
      ...series,
      observations: await this.withCounts(tx, workspace, { ...series, metric: ratio }, observations),
    };
  }

  /** What the periods of a ratio count, and out of what; its rate is its value, cleaned as it may be. */
  private async withCounts(
    tx: Tx,
    workspace: WorkspaceRef,
    series: Pick<ObservedSeries, 'period' | 'dimensionKey'> & { metric: Metric & Ratio },
    observations: readonly Observation[],
  ): Promise<Observation[]> {
    const counts = await this.ratioCounts.of(tx, workspace, series, observations);
    return observations.map((one) => {
      const { count = null, size = null } = counts.get(one.start.getTime()) ?? {};
      return { ...one, count, size, rate: size === null ? null : one.value };
    });
  }
}

function problemsOf(metric: Metric, period: Period, asked?: { sizes: Metric | null }): FieldProblem[] {
  const missing = { field: 'size', code: 'no_metric', message: NO_METRIC };
  return [
    ...problemsOfPeriod(period, metric.period),
    ...(asked && !asked.sizes ? [missing] : []),
    ...(asked?.sizes ? problemsOfPeriod(period, asked.sizes.period, 'size') : []),
  ];
}

/** A ratio is out of its own denominator, whoever asks. */
function problemsOfSize({ denominator }: Ratio, size?: string | null): FieldProblem[] {
  if (!size || size === denominator) return [];
  return [{ field: 'size', code: 'own_denominator', message: OWN_DENOMINATOR, params: { denominator } }];
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
    const value = byStart!.get(start.getTime()) ?? null;
    const size = sizeByStart!.get(start.getTime()) ?? null;
    const [label, place] = [periodLabel(start, period, zone), placeInSeason(start, period, zone)];
    const counted = value === null || !size ? { count: null, rate: null } : { count: value, rate: value / size };
    observations.push({ start, label, value, size, ...counted, place });
  }
  return observations;
}
