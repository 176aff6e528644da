import { metUnless, type UnmetReason } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { Settings } from '../../people/index.js';
import { Baseline } from '../persistence/baseline.entity.js';
import { ItemReview } from '../persistence/item-review.entity.js';

const NO_BASELINE = { en: 'No baseline was frozen in this cycle.', 'zh-CN': '本循环未冻结基线。' };
const OTHER_GOAL = {
  en: 'The goal now names {goal}, but the baseline was frozen on {metric}.',
  'zh-CN': '项目目标现为 {goal},而冻结的基线为 {metric}。',
};
const NOT_MEASURED = { en: 'The days after the change are not measured.', 'zh-CN': '尚未测量改进后的数据。' };
const TOO_FEW = {
  en: 'The days after the change hold {count} of the {needed} closed periods they take.',
  'zh-CN': '改进后的统计周期需要 {needed} 个,目前只有 {count} 个。',
};
const NOT_BETTER = {
  en: '{metric} went from {before} to {after} ({change}); to close the item it must {way}.',
  'zh-CN': '{metric} 由 {before} 变为 {after}({change});须{way}才能关闭项目。',
};
const WAYS = { up: { en: 'rise', 'zh-CN': '上升' }, down: { en: 'fall', 'zh-CN': '下降' } };

/** N-01: closing must be earned by the metric. Not waivable, else it would be earned by a signature. */
@ProvidesGate({ name: 'before-after-is-computed', waivable: false, fix: { who: WHO.data, where: 'review' } })
export class BeforeAfterIsComputed implements ItemGate {
  constructor(private readonly settings: Settings) {}

  async check({ item }: GateQuestion, tx: Tx) {
    const identity = { itemId: item.id, cycle: item.cycle };
    const baseline = await tx.findOneBy(Baseline, identity);
    if (!baseline) return metUnless([{ code: 'no-baseline', message: NO_BASELINE }]);
    const review = await tx.findOneBy(ItemReview, identity);
    const { watchPeriods } = await this.settings.of(item.workspaceId, tx);
    const { goalMetric } = item;
    const params = { goal: goalMetric ?? '–', metric: baseline.metric };
    return metUnless([
      ...(goalMetric === baseline.metric ? [] : [{ code: 'goal-changed', message: OTHER_GOAL, params }]),
      ...unmeasured(review, watchPeriods),
      ...notBetter(baseline, review),
    ]);
  }
}

function unmeasured(review: ItemReview | null, needed: number): UnmetReason[] {
  if (!review?.afterFrom) return [{ code: 'after-not-measured', message: NOT_MEASURED }];
  const count = review.afterValues.length;
  return count >= needed ? [] : [{ code: 'after-too-short', message: TOO_FEW, params: { count, needed } }];
}

function notBetter({ metric, mean: before, better }: Baseline, review: ItemReview | null): UnmetReason[] {
  if (!review || review.afterMean === null || review.difference === null || review.rightDirection) return [];
  const { afterMean, difference, relative } = review;
  const change = relative === null ? signed(difference) : `${signed(relative * 100)} %`;
  const params = { metric, before: figure(before), after: figure(afterMean), change, way: WAYS[better] };
  return [{ code: 'metric-not-better', message: NOT_BETTER, params }];
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${figure(Math.abs(value))}`;
}

function figure(value: number): string {
  return String(Number(value.toPrecision(6)));
}
