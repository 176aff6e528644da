import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { type FieldProblem, refuseFields } from '../../../kernel/errors/index.js';
import { addDays, type Clock, type Period, startOfLocalDate } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type PeriodValue, PeriodValues } from '../../metrics/index.js';
import { calibrate } from '../domain/calibration.js';
import { type HistoryRead, readHistory } from '../domain/history-check.js';
import { calendarOf } from '../domain/period-calendar.js';
import { isRatioChart } from '../domain/ratio.js';
import { BASELINE_PERIODS, type RuleTerms, TRIAL_PERIODS } from '../domain/rule-words.js';
import { seasonPlace } from '../domain/season-place.js';
import type { Calibration } from '../domain/series.js';
import { RatioLimitsOfRule } from '../queries/ratio-limits-of-rule.query.js';

const TOO_FEW = {
  en: 'the baseline holds {count} closed period(s) with a value; it needs {min}',
  'zh-CN': '基线区间内仅有 {count} 个已结束且有数据的周期,至少需要 {min} 个',
};
const ZERO = { en: 'the baseline is zero, and any per cent of it too', 'zh-CN': '基线为零,无法按百分比比较' };
const NEVER_MOVED = {
  en: 'the metric never moved in its baseline, so there is no noise to compare with',
  'zh-CN': '指标在基线区间内没有任何波动,无法计算控制限',
};

export interface Baseline {
  /** Mean of the baseline, for a rule that compares with it. */
  readonly baseline: number | null;
  /** Limits, for a rule with a chart. */
  readonly calibration: Calibration | null;
}

export type BaselineTerms = RuleTerms & { readonly metricCode: string | null };

const CHARTED = ['beyond_control_limits', 'control_chart'];
/** Six weeks of hours, a season of months: enough to see a season, and not so many that old habits count. */
const CHECKED_PERIODS: Record<Period, number> = { hour: 1008, day: 120, week: 120, month: 120 };

/** Reckons what a rule compares with, once: later points do not move it. */
@Injectable()
export class ReckonBaseline {
  constructor(
    private readonly periodValues: PeriodValues,
    private readonly ratioLimits: RatioLimitsOfRule,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * From the closed periods that begin from the first to the last day of the baseline, or from the last so many closed
   * ones where a chart names no days.
   *
   * @param before instant at which to take the last ones; a back-test looks from the past
   * @throws DomainError invalid_fields when too few have a value, their mean is zero, or a chart finds no noise
   */
  async of(tx: Tx, workspace: WorkspaceRef, terms: BaselineTerms, before = this.clock.now()): Promise<Baseline> {
    const isCharted = CHARTED.includes(terms.condition);
    if (!isCharted && terms.condition !== 'worse_than_baseline') return { baseline: null, calibration: null };
    const periods = await this.periodsOf(tx, workspace, terms, before);
    const field = terms.baselineTo === null ? 'settings.baselinePeriods' : 'baselineTo';
    refuseFields(tooFew(periods.length, isCharted ? TRIAL_PERIODS : BASELINE_PERIODS, field));
    if (isCharted) return { baseline: null, calibration: await this.limitsOf(tx, workspace, terms, { periods, field, before }) }; // prettier-ignore
    const baseline = periods.reduce((sum, { value }) => sum + value, 0) / periods.length;
    refuseFields(baseline === 0 ? [{ field: 'baselineTo', code: 'baseline_is_zero', message: ZERO }] : []);
    return { baseline, calibration: null };
  }

  private async limitsOf(
    tx: Tx,
    workspace: WorkspaceRef,
    terms: BaselineTerms,
    { periods, field, before }: { periods: readonly PeriodValue[]; field: string; before: Date },
  ): Promise<Calibration> {
    const { period, settings } = terms;
    const { check, factors } = await this.historyOf(tx, workspace, terms, before);
    const season = (settings.season === 'remove' && factors) || undefined;
    const calendar = calendarOf(period, workspace.timeZone);
    const adjusted = periods.map((one) => {
      const place = season && seasonPlace(calendar.localOf(one.start.getTime()), season.seasonal.length);
      return { ...one, value: one.value - (place === undefined ? 0 : (season?.seasonal[place] ?? 0)) };
    });
    const [from, to] = [periods[0]?.label ?? '', periods.at(-1)?.label ?? ''];
    const values = adjusted.map(({ value }) => value);
    const calibration = isRatioChart(settings.chart)
      ? await this.ratioLimits.of(tx, workspace, terms, { periods: adjusted, kind: settings.chart, season })
      : calibrate(values, from, to, season);
    refuseFields(calibration.sigma === 0 ? [{ field, code: 'baseline_never_moved', message: NEVER_MOVED }] : []);
    return { ...calibration, ...check };
  }

  /** What the newest periods before say of season and neighbours, which a chart takes for signals. */
  private async historyOf(
    tx: Tx,
    { id: workspaceId, timeZone }: WorkspaceRef,
    { metricCode, period, settings }: BaselineTerms,
    before: Date,
  ): Promise<HistoryRead> {
    const dimensionKey = settings.segment ?? '';
    const question = { workspaceId, metricCode: metricCode ?? '', timeZone, period, now: before, dimensionKey };
    const most = CHECKED_PERIODS[period];
    const known = await this.periodValues.closed(tx, { ...question, last: most });
    const values = new Map(known.map(({ start, value }) => [start.getTime(), value]));
    const [first, last] = [known[0]?.start.getTime() ?? 0, known.at(-1)?.start.getTime() ?? 0];
    const calendar = calendarOf(period, timeZone);
    const periods = calendar.between(first, last + 1).slice(-2 * most);
    const locals = periods.map((start) => calendar.localOf(start));
    return readHistory(periods.map((start) => values.get(start) ?? null), locals, period); // prettier-ignore
  }

  private async periodsOf(
    tx: Tx,
    { id, timeZone }: WorkspaceRef,
    { baselineFrom, baselineTo, metricCode, period, settings }: BaselineTerms,
    before: Date,
  ): Promise<PeriodValue[]> {
    const dimensionKey = settings.segment ?? '';
    const question = { workspaceId: id, metricCode: metricCode ?? '', timeZone, period, now: before, dimensionKey };
    if (baselineFrom === null || baselineTo === null) {
      return this.periodValues.closed(tx, { ...question, last: settings.baselinePeriods ?? TRIAL_PERIODS });
    }
    return this.periodValues.closed(tx, {
      ...question,
      from: startOfLocalDate(baselineFrom, timeZone),
      to: startOfLocalDate(addDays(baselineTo, 1), timeZone),
    });
  }
}

function tooFew(count: number, min: number, field: string): FieldProblem[] {
  return count < min ? [{ field, code: 'too_few_periods', message: TOO_FEW, params: { count, min } }] : [];
}
