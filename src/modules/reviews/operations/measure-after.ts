import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, type FieldProblem, refuseFields } from '../../../kernel/errors/index.js';
import { type Clock, localDateAt } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Item } from '../../items/index.js';
import { Metrics, problemsOfSpan, SpanValues } from '../../metrics/index.js';
import { compareMeans, meanOf } from '../domain/before-after.js';
import { Baseline } from '../persistence/baseline.entity.js';
import type { ItemReview } from '../persistence/item-review.entity.js';
import { keep } from './kept-values.js';

export type AfterFigures = Pick<
  ItemReview,
  | 'afterFrom'
  | 'afterTo'
  | 'afterMean'
  | 'afterValues'
  | 'afterMetricVersion'
  | 'difference'
  | 'relative'
  | 'rightDirection'
  | 'target'
  | 'targetReached'
>;

export const UNMEASURED: AfterFigures = {
  afterFrom: null,
  afterTo: null,
  afterMean: null,
  afterValues: [],
  afterMetricVersion: null,
  difference: null,
  relative: null,
  rightDirection: null,
  target: null,
  targetReached: null,
};

const NO_BASELINE = {
  en: 'No baseline was frozen in this cycle, so there is nothing to compare with.',
  'zh-CN': '本循环未冻结基线,无法进行前后对比。',
};
const IN_THE_FUTURE = { en: 'must not lie after today', 'zh-CN': '不能晚于今天' };
const INSIDE_BASELINE = {
  en: 'must lie after the last day of the baseline, {day}',
  'zh-CN': '须晚于基线的最后一天 {day}',
};

/** Measures what the metric of the frozen baseline became, and compares the two. */
@Injectable()
export class MeasureAfter {
  constructor(
    private readonly metrics: Metrics,
    private readonly spanValues: SpanValues,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError conflict (no baseline), invalid_fields */
  async run(tx: Tx, actor: Actor, item: Item, from: string, to: string): Promise<AfterFigures> {
    const baseline = await tx.findOneBy(Baseline, { itemId: item.id, cycle: item.cycle });
    if (!baseline) throw new DomainError('conflict', { reason: NO_BASELINE });
    const now = this.clock.now();
    const { timeZone } = actor.workspace;
    refuseFields(problemsOf(from, to, baseline, localDateAt(now, timeZone)));
    const { workspaceId, metric: metricCode, period, better, mean: before } = baseline;
    const span = { workspaceId, metricCode, period, timeZone, now, from, to };
    const afterValues = keep(await this.spanValues.closed(tx, span));
    const afterMean = meanOf(afterValues);
    const { definitionVersion: afterMetricVersion } = await this.metrics.find(tx, workspaceId, metricCode);
    const read = { afterMean, afterValues, afterMetricVersion, target: item.goalTarget };
    const measured = { ...UNMEASURED, afterFrom: from, afterTo: to, ...read };
    return afterMean === null ? measured : { ...measured, ...compareMeans(before, afterMean, better, item.goalTarget) };
  }
}

function problemsOf(from: string, to: string, { lastDay: day }: Baseline, today: string): FieldProblem[] {
  const inside = { field: 'afterFrom', code: 'inside_baseline', message: INSIDE_BASELINE, params: { day } };
  const future = { field: 'afterTo', code: 'in_the_future', message: IN_THE_FUTURE };
  return [
    ...problemsOfSpan({ from, to }, { from: 'afterFrom', to: 'afterTo' }),
    ...(from <= day ? [inside] : []),
    ...(to > today ? [future] : []),
  ];
}
