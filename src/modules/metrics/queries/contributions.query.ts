import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, type FieldProblem, refuseFields } from '../../../kernel/errors/index.js';
import { localise } from '../../../kernel/text/index.js';
import {
  endOfPeriod,
  type LocalDate,
  type Period,
  periodLabel,
  startOfLocalDate,
  startOfPeriod,
} from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { WHOLE } from '../domain/dimensions.js';
import { contributionsTo } from '../domain/formulas/contributions.js';
import { operandsOf } from '../domain/formulas/expression.js';
import { formulaOf } from '../domain/formulas/metric-formula.js';
import { noValueWords } from '../domain/formulas/no-value-words.js';
import { problemsOfPeriod } from '../domain/period-bounds.js';
import { joinedValues } from './joined-values.js';
import { metricsByCode } from './metrics-by-code.js';
import { Metrics } from './metrics.query.js';

export interface Compared {
  /** A day in the earlier period, and one in the later. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly period?: Period;
  readonly series?: string;
}

export interface Contributed {
  readonly formula: string;
  readonly fromPeriod: string;
  readonly toPeriod: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly change: number | null;
  readonly factors: readonly {
    readonly code: string;
    readonly from: number;
    readonly to: number;
    readonly contribution: number;
    readonly share: number | null;
  }[];
  readonly reason: string | null;
}

const NOT_COMPUTED = { en: 'The metric is not computed from others.', 'zh-CN': '该指标不是计算指标。' };
const NOT_LATER = { en: 'must lie in a later period than from', 'zh-CN': '必须晚于 from 所在的周期' };

/** What each factor of a computed metric contributed to its change from one period to another. */
@Injectable()
export class ShowContributions {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
  ) {}

  /** @throws DomainError not_found, conflict for a metric that is not computed, invalid_fields */
  async run({ workspace, locale }: Actor, code: string, query: Compared): Promise<Contributed> {
    const metric = await this.metrics.show(workspace.id, code);
    const expression = formulaOf(metric);
    if (!expression) throw new DomainError('conflict', { reason: NOT_COMPUTED });
    const period = query.period ?? metric.period;
    const zone = workspace.timeZone;
    refuseFields(problemsOf(query, metric.period, period, zone));
    const [from, to] = [query.from, query.to].map((day) => startOfPeriod(startOfLocalDate(day, zone), period, zone));
    if (!from || !to) throw new RangeError('two periods');
    const series = { period, timeZone: zone, dimensionKey: query.series ?? WHOLE };
    const operands = operandsOf(expression);
    const before = await this.valuesAt(workspace.id, operands, from, series);
    const after = await this.valuesAt(workspace.id, operands, to, series);
    const formula = metric.formula ?? `${metric.numerator} / ${metric.denominator}`;
    const [fromPeriod, toPeriod] = [periodLabel(from, period, zone), periodLabel(to, period, zone)];
    const named = { formula, fromPeriod, toPeriod };
    const result = contributionsTo(expression, before, after);
    if ('reason' in result) {
      const { message, params } = noValueWords(result.reason, metric.formula === null ? metric.denominator : null);
      const reason = localise(message, locale, params);
      return { ...named, from: null, to: null, change: null, factors: [], reason };
    }
    const change = result.to - result.from;
    const factors = result.factors.map((factor) => ({
      ...factor,
      share: change === 0 ? null : factor.contribution / change,
    }));
    return { ...named, from: result.from, to: result.to, change, factors, reason: null };
  }

  private async valuesAt(
    workspaceId: string,
    codes: readonly string[],
    from: Date,
    series: { period: Period; timeZone: string; dimensionKey: string },
  ): Promise<Map<string, number>> {
    const tx = this.transactions.reader;
    const to = endOfPeriod(from, series.period, series.timeZone);
    const values = new Map<string, number>();
    for (const operand of await metricsByCode(tx, workspaceId, codes)) {
      const [found] = await joinedValues(tx, operand, { ...series, from, to });
      if (found) values.set(operand.code, found.value);
    }
    return values;
  }
}

function problemsOf({ from, to }: Compared, own: Period, period: Period, zone: string): FieldProblem[] {
  const unfit = problemsOfPeriod(period, own);
  if (unfit.length > 0) return unfit;
  const [first, second] = [from, to].map((day) => periodLabel(startOfLocalDate(day, zone), period, zone));
  return to > from && first !== second ? [] : [{ field: 'to', code: 'not_later', message: NOT_LATER }];
}
