import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import type { Period } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { ratioChartFor, type RatioChartKind } from '../../../statistics/index.js';
import { type PeriodValue, RatioCounts, scaleOf } from '../../metrics/index.js';
import { calibrateRatio, type SeasonFactors } from '../domain/calibration.js';
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
  readonly kind: RatioChartKind;
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

/** Limits of a rule on a chart of a ratio. */
@Injectable()
export class RatioLimitsOfRule {
  constructor(private readonly ratioCounts: RatioCounts) {}

  /** @throws DomainError invalid_fields for a baseline that counts nothing, or is no share */
  async of(
    tx: Tx,
    workspace: WorkspaceRef,
    { metricCode, period, settings }: WatchedRatio,
    { periods, kind, season }: RatioBaseline,
  ): Promise<Calibration> {
    const metric = await this.ratioCounts.ratioOf(tx, workspace, metricCode ?? '');
    if (!metric) throw new Error(`${metricCode} is no ratio`);
    const { numerator, denominator, unit } = metric;
    const series = { metric, period, dimensionKey: settings.segment ?? '' };
    const counts = await this.ratioCounts.of(tx, workspace, series, periods);
    const params = { numerator, denominator, count: counts.size, min: TRIAL_PERIODS };
    const refuse = (code: string, message: typeof TOO_FEW) =>
      refuseFields([{ field: 'settings.chart', code, message, params }]);
    if (counts.size < TRIAL_PERIODS) refuse('too_few_periods', TOO_FEW);
    const fitting = ratioChartFor([...counts.values()]);
    if (fitting === undefined) refuse('no_counts', NO_COUNTS);
    if (kind === 'p' && fitting === 'u') refuse('no_share', NO_SHARE);
    const known = periods.filter(({ start }) => counts.has(start.getTime()));
    const sizes = known.map(({ start }) => counts.get(start.getTime())?.size ?? 0);
    const [from, to] = [periods[0]?.label ?? '', periods.at(-1)?.label ?? ''];
    const values = known.map(({ value }) => value);
    return calibrateRatio({ values, from, to }, { kind, sizes, scale: scaleOf(unit) }, season);
  }
}
