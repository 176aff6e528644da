import { Injectable } from '@nestjs/common';

import { DomainError, type FieldProblem, refuseFields } from '../../../kernel/errors/index.js';
import { addDays, endOfPeriod, holds, type Period, startOfLocalDate } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { DaySpan } from '../domain/day-span.js';
import { Metric } from '../persistence/metric.entity.js';
import { type PeriodValue, PeriodValues } from './period-values.query.js';

export interface MeasuredSpan extends DaySpan {
  readonly workspaceId: string;
  readonly metricCode: string;
  readonly period: Period;
  readonly timeZone: string;
  readonly now: Date;
}

const NO_METRIC = { en: 'is not in the metric dictionary', 'zh-CN': '指标字典中没有该指标' };
const TOO_SHORT = {
  en: 'must hold whole periods of the metric, which is measured by the {period}',
  'zh-CN': '须能容纳该指标的完整统计周期({period})',
};

/** What a metric was from one day to another. */
@Injectable()
export class SpanValues {
  constructor(private readonly periodValues: PeriodValues) {}

  /**
   * The metric of a request's `metric` and the period to look at it by (its own when none is given).
   *
   * @param further what else is wrong with the request, to be refused with it
   * @throws DomainError invalid_fields
   */
  async resolve(
    tx: Tx,
    workspaceId: string,
    { metric: code, period }: { metric: string; period?: Period | null },
    further: readonly FieldProblem[],
  ): Promise<{ metric: Metric; period: Period }> {
    const metric = await tx.findOneBy(Metric, { workspaceId, code });
    if (!metric) throw refusal([{ field: 'metric', code: 'no_metric', message: NO_METRIC }, ...further]);
    const params = { period: metric.period };
    const tooShort = { field: 'period', code: 'period_too_short', message: TOO_SHORT, params };
    refuseFields([...(period && !holds(period, metric.period) ? [tooShort] : []), ...further]);
    return { metric, period: period ?? metric.period };
  }

  /** Closed periods that lie wholly within the days, oldest first: a week that the last day cuts is left out. */
  async closed(tx: Tx, { from, to, ...query }: MeasuredSpan): Promise<PeriodValue[]> {
    const { period, timeZone } = query;
    const end = startOfLocalDate(addDays(to, 1), timeZone);
    const values = await this.periodValues.closed(tx, { ...query, from: startOfLocalDate(from, timeZone), to: end });
    return values.filter(({ start }) => endOfPeriod(start, period, timeZone) <= end);
  }
}

function refusal(fields: readonly FieldProblem[]): DomainError {
  return new DomainError('invalid_fields', { count: fields.length }, { fields });
}
