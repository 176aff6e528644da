import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../../kernel/actor/index.js';
import { refuseFields } from '../../../../kernel/errors/index.js';
import type { Tx } from '../../../../platform/database/index.js';
import { type Metric, PeriodValues, SeriesValues } from '../../../metrics/index.js';
import { type BackTest, backTest } from '../../domain/back-test.js';
import { expectedFalseAlarms, type FalseAlarms } from '../../domain/false-alarms.js';
import { judgeOf } from '../../domain/judge-of.js';
import { noiseOf } from '../../domain/noise.js';
import { calendarOf } from '../../domain/period-calendar.js';
import { historyFor, indexOf, type Judge, lastToJudge } from '../../domain/replay.js';
import { ExpectedValues } from '../../queries/expected-values.query.js';
import { LeftOutPeriods } from '../../queries/left-out-periods.query.js';
import { circumstancesOf } from '../judging/circumstances.js';
import { SeriesReader } from '../judging/series-reader.js';
import { type Baseline, ReckonBaseline } from '../reckon-baseline.js';
import type { RuleFields } from '../rule-fields.js';

/** A rule to try, on a metric, between two instants. */
export interface Trial {
  readonly rule: RuleFields & { readonly id: string; readonly version: number };
  readonly metric: Metric;
  readonly workspace: WorkspaceRef;
  readonly from: Date;
  /** The first instant that is not part of the history. */
  readonly end: Date;
}

export interface Tried extends Pick<BackTest, 'items' | 'periods'> {
  /** When the rule is taken to have been made. */
  readonly madeAt: Date;
  readonly limits: Baseline;
  readonly falseAlarms: FalseAlarms | null;
}

const HOUR_MS = 3_600_000;
/** Baselines of days hold a month as a rule. */
const USUAL_BASELINE = 30;
const NO_DATA = { en: 'no closed period of these days has a value', 'zh-CN': '该时间段内没有已结束且有数据的周期' };

/** Puts a rule back to an earlier day and lets it judge what came: what the live job would have met on each day since. */
@Injectable()
export class TryOnHistory {
  constructor(
    private readonly reckonBaseline: ReckonBaseline,
    private readonly periodValues: PeriodValues,
    private readonly seriesValues: SeriesValues,
    private readonly reader: SeriesReader,
    private readonly leftOutPeriods: LeftOutPeriods,
    private readonly expectedValues: ExpectedValues,
  ) {}

  /** @throws DomainError invalid_fields when the days hold no value, or fewer than the limits need */
  async run(tx: Tx, trial: Trial): Promise<Tried> {
    const { rule, metric, workspace, end } = trial;
    const madeAt = await this.whenItCouldBeMade(tx, trial);
    const limits = await this.reckonBaseline.of(tx, workspace, rule, madeAt);
    const [expected = metric] = await this.expectedValues.of(tx, [{ rule, metric, workspace }]);
    const judge = judgeOf({ terms: rule, ...limits }, expected);
    const first = await this.newestBefore(tx, trial, madeAt);
    if (!judge || first === undefined) return refuseEmpty();
    const [events = []] = await this.leftOutPeriods.of(tx, [{ workspace, metric }]);
    const series = await this.seriesOf(tx, trial, judge, first, events);
    const graceMs = rule.settings.graceHours * HOUR_MS;
    const last = lastToJudge(judge, series, graceMs, end.getTime());
    const about = circumstancesOf({ ...rule, ...limits }, metric, rule.settings.segment ?? '', workspace, events);
    const { items, periods } = backTest(judge, series, { first: indexOf(series, first), last }, about);
    const values = [...series.values.slice(indexOf(series, first))].filter((value) => !Number.isNaN(value));
    return { items, periods, madeAt, limits, falseAlarms: falseAlarmsOf(trial, limits, values) };
  }

  /** At the beginning of the history; a chart without days of its own waits until its baseline is full. */
  private async whenItCouldBeMade(tx: Tx, { rule, metric, workspace, from, end }: Trial): Promise<Date> {
    const { baselinePeriods, segment } = rule.settings;
    if (baselinePeriods === null || rule.baselineFrom !== null) return from;
    const question = {
      workspaceId: workspace.id,
      metricCode: metric.code,
      timeZone: workspace.timeZone,
      period: rule.period,
      dimensionKey: segment ?? '',
    };
    const before = await this.periodValues.closed(tx, { ...question, now: from, last: baselinePeriods });
    if (before.length >= baselinePeriods) return from;
    const since = await this.periodValues.closed(tx, { ...question, now: end, from });
    const filling = since[baselinePeriods - before.length - 1];
    // Too short a history is refused by whoever reckons the limits, with how many periods there are.
    if (!filling) return end;
    return new Date(calendarOf(rule.period, workspace.timeZone).endOf(filling.start.getTime()));
  }

  /** Where a rule begins that is made at an instant: with the newest closed period that has a value. */
  private async newestBefore(
    tx: Tx,
    { rule, metric, workspace, end }: Trial,
    madeAt: Date,
  ): Promise<number | undefined> {
    const calendar = calendarOf(rule.period, workspace.timeZone);
    const series = { metricId: metric.id, dimensionKey: rule.settings.segment ?? '' };
    const running = new Date(calendar.startOf(madeAt.getTime()));
    const [newest] = await this.seriesValues.newestBefore(tx, [series], running);
    if (newest !== undefined) return calendar.startOf(newest);
    const [first] = await this.periodValues.closed(tx, {
      workspaceId: workspace.id,
      metricCode: metric.code,
      timeZone: workspace.timeZone,
      period: rule.period,
      dimensionKey: series.dimensionKey,
      now: end,
      from: madeAt,
    });
    return first?.start.getTime();
  }

  private async seriesOf(
    tx: Tx,
    { rule, metric, workspace, end }: Trial,
    judge: Judge,
    first: number,
    events: Awaited<ReturnType<LeftOutPeriods['of']>>[number],
  ) {
    const calendar = calendarOf(rule.period, workspace.timeZone);
    const [series] = await this.reader.read(tx, [
      {
        rule: { ...rule, workspaceId: workspace.id },
        metric,
        series: rule.settings.segment ?? '',
        timeZone: workspace.timeZone,
        leftOut: events.filter(({ excludes }) => excludes).map(({ from, to, name }) => ({ from, to, reason: name })),
        from: calendar.before(first, historyFor(judge, { begins: true })),
        end: calendar.startOf(end.getTime()),
      },
    ]);
    return series ?? refuseEmpty();
  }
}

/** Noise of the history's own size. Arrivals and hours of the week have no such noise, so nothing is said of them. */
function falseAlarmsOf({ rule, metric }: Trial, limits: Baseline, values: readonly number[]): FalseAlarms | null {
  if (['late_data', 'low_coverage', 'unusual_for_hour', 'feedback_concentration'].includes(rule.condition)) return null;
  const { calibration, baseline } = limits;
  const noise = calibration ? { mean: calibration.centre, deviation: calibration.sigma } : noiseOf(values);
  if (!noise) return null;
  const healthy = { ...noise, mean: baseline ?? noise.mean };
  const baselinePeriods = calibration?.count ?? USUAL_BASELINE;
  const { direction, target } = metric;
  return expectedFalseAlarms({ terms: rule, ...limits }, { ...healthy, direction, target, baselinePeriods });
}

function refuseEmpty(): never {
  refuseFields([{ field: 'from', code: 'no_values', message: NO_DATA }]);
  throw new Error('refused');
}
