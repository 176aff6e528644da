import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import { endOfPeriod, type Period } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Metric, type PeriodValue, PeriodValues } from '../../metrics/index.js';
import { calibrateRatio, type SeasonFactors } from '../domain/calibration.js';
import { chartFor, type Counted, isRatio, type Ratio, scaleOf } from '../domain/ratio.js';
import type { RuleSettings } from '../domain/rule-settings.js';
import { TRIAL_PERIODS } from '../domain/rule-words.js';
import type { Calibration } from '../domain/series.js';

export interface WatchedRatio {
  readonly metricCode: string | null;
  readonly period: Period;
  readonly settings: Pick<RuleSettings, 'segment'>;
}

export interface RatioBaseline {
  /** Without their season. */
  readonly periods: readonly PeriodValue[];
  readonly kind: 'p' | 'u';
  readonly season?: SeasonFactors;
}

const NO_COUNTS = {
  en: 'needs whole counts of 0 or more in {numerator} and {denominator}, period by period; amounts and means belong on moving_average or xmr',
  'zh-CN': '要求 {numerator} 与 {denominator} 各周期均为 0 或以上的整数计数;金额或均值请使用 moving_average 或 xmr',
};
const NO_SHARE = {
  en: '{numerator} is more than {denominator} in some period, so it is no share of it: u is the chart for that',
  'zh-CN': '部分周期中 {numerator} 大于 {denominator},不构成占比,请使用 u 图',
};
const TOO_FEW = {
  en: 'the baseline holds {count} period(s) in which {denominator} is known; it needs {min}',
  'zh-CN': '基线区间内仅有 {count} 个周期有 {denominator} 数据,至少需要 {min} 个',
};

/** What a ratio counts, period by period: for the chart that fits it, and for its limits. */
@Injectable()
export class RatioCounts {
  constructor(private readonly periodValues: PeriodValues) {}

  /** The chart of a ratio whose newest periods are counts; undefined for one that is none, or counts nothing. */
  async chartFor(tx: Tx, workspace: WorkspaceRef, watched: WatchedRatio, now: Date): Promise<'p' | 'u' | undefined> {
    const metric = await this.ratioOf(tx, workspace, watched);
    if (!metric) return undefined;
    const asked = { ...question(workspace, watched), now };
    const values = await this.periodValues.closed(tx, { ...asked, metricCode: metric.code, last: NEWEST });
    const counts = await this.of(tx, workspace, watched, metric, values);
    return chartFor([...counts.values()]);
  }

  /** @throws DomainError invalid_fields for a baseline that counts nothing, or is no share */
  async limits(
    tx: Tx,
    workspace: WorkspaceRef,
    watched: WatchedRatio,
    { periods, kind, season }: RatioBaseline,
  ): Promise<Calibration> {
    const metric = await this.ratioOf(tx, workspace, watched);
    if (!metric) throw new Error(`${watched.metricCode} is no ratio`);
    const { numerator, denominator, unit } = metric;
    const counts = await this.of(tx, workspace, watched, metric, periods);
    const params = { numerator, denominator, count: counts.size, min: TRIAL_PERIODS };
    const refuse = (code: string, message: typeof TOO_FEW) =>
      refuseFields([{ field: 'settings.chart', code, message, params }]);
    if (counts.size < TRIAL_PERIODS) refuse('too_few_periods', TOO_FEW);
    const fitting = chartFor([...counts.values()]);
    if (fitting === undefined) refuse('no_counts', NO_COUNTS);
    if (kind === 'p' && fitting === 'u') refuse('no_share', NO_SHARE);
    const known = periods.filter(({ start }) => counts.has(start.getTime()));
    const sizes = known.map(({ start }) => counts.get(start.getTime())?.size ?? 0);
    const [from, to] = [periods[0]?.label ?? '', periods.at(-1)?.label ?? ''];
    const values = known.map(({ value }) => value);
    return calibrateRatio({ values, from, to }, { kind, sizes, scale: scaleOf(unit) }, season);
  }

  /** By the start of each period in which both are known, and the ratio is out of something. */
  private async of(
    tx: Tx,
    workspace: WorkspaceRef,
    watched: WatchedRatio,
    metric: Metric & Ratio,
    values: readonly PeriodValue[],
  ): Promise<Map<number, Counted>> {
    const [first, last] = [values[0]?.start, values.at(-1)?.start];
    if (!first || !last) return new Map();
    const end = endOfPeriod(last, watched.period, workspace.timeZone);
    const asked = { ...question(workspace, watched), from: first, to: end, now: end };
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

  private async ratioOf(
    tx: Tx,
    { id: workspaceId }: WorkspaceRef,
    { metricCode }: WatchedRatio,
  ): Promise<(Metric & Ratio) | null> {
    const metric = metricCode === null ? null : await tx.findOneBy(Metric, { workspaceId, code: metricCode });
    return metric && isRatio(metric) ? metric : null;
  }
}

/** As many periods as limits rest on at first. */
const NEWEST = 60;

function question({ id: workspaceId, timeZone }: WorkspaceRef, { period, settings }: WatchedRatio) {
  return { workspaceId, timeZone, period, dimensionKey: settings.segment ?? '' };
}
