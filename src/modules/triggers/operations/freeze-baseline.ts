import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import { addDays, type Clock, startOfLocalDate } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { PeriodValues } from '../../metrics/index.js';
import { BASELINE_PERIODS, type RuleTerms } from '../domain/rule-words.js';

const TOO_FEW = {
  en: 'the baseline holds {count} closed period(s) with a value; it needs {min}',
  'zh-CN': '基线区间内仅有 {count} 个已结束且有数据的周期,至少需要 {min} 个',
};
const ZERO = { en: 'the baseline is zero, and any per cent of it too', 'zh-CN': '基线为零,无法按百分比比较' };

/** Reckons what a rule compares with, once: later points do not move it. */
@Injectable()
export class FreezeBaseline {
  constructor(
    private readonly periodValues: PeriodValues,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Mean of the closed periods that begin from the first to the last day of the baseline; null for a rule without one.
   *
   * @throws DomainError invalid_fields when fewer than five have a value, or their mean is zero
   */
  async of(
    tx: Tx,
    { id, timeZone }: WorkspaceRef,
    terms: RuleTerms & { readonly metricCode: string },
  ): Promise<number | null> {
    const { condition, baselineFrom, baselineTo, metricCode, period } = terms;
    if (condition !== 'worse_than_baseline' || baselineFrom === null || baselineTo === null) return null;
    const periods = await this.periodValues.closed(tx, {
      workspaceId: id,
      metricCode,
      timeZone,
      period,
      now: this.clock.now(),
      from: startOfLocalDate(baselineFrom, timeZone),
      to: startOfLocalDate(addDays(baselineTo, 1), timeZone),
    });
    const count = periods.length;
    const params = { count, min: BASELINE_PERIODS };
    refuseFields(
      count < BASELINE_PERIODS ? [{ field: 'baselineTo', code: 'too_few_periods', message: TOO_FEW, params }] : [],
    );
    const mean = periods.reduce((sum, { value }) => sum + value, 0) / count;
    refuseFields(mean === 0 ? [{ field: 'baselineTo', code: 'baseline_is_zero', message: ZERO }] : []);
    return mean;
  }
}
