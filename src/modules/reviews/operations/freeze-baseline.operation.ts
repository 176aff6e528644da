import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, type FieldProblem, refuseFields } from '../../../kernel/errors/index.js';
import { type Clock, localDateAt, type Period } from '../../../kernel/time/index.js';
import { Transactions, type Tx, violatesUnique } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { type Item, ItemAccess, type Stage } from '../../items/index.js';
import { problemsOfSpan, SpanValues } from '../../metrics/index.js';
import { type KeptValue, meanOfSome } from '../domain/before-after.js';
import { Baseline } from '../persistence/baseline.entity.js';
import { keep } from './kept-values.js';

export interface BaselineFields {
  readonly from: string;
  readonly to: string;
  /** The metric's own when left out. */
  readonly period?: Period | null;
}

/** Before anything reaches everybody: what is read later may already be the effect. */
const BEFORE_ROLLOUT: readonly Stage[] = ['kickoff', 'diagnosis', 'plan', 'pilot'];
/** Fewer closed periods tell one mood of the metric and not its level. */
const LEAST_PERIODS = 5;

const BASELINE = { en: 'baseline', 'zh-CN': '基线' };
const NO_GOAL = { en: 'The item’s goal names no metric yet.', 'zh-CN': '项目目标尚未指定指标。' };
const IN_THE_FUTURE = { en: 'must not lie after today', 'zh-CN': '不能晚于今天' };
const TOO_FEW = {
  en: 'the days hold {count} closed period(s) with a value; a baseline takes {least}',
  'zh-CN': '所选日期内只有 {count} 个有数值的已结束周期,基线至少需要 {least} 个',
};

/** Freezes what the goal metric was before the change, once a cycle. Nobody types a figure. */
@Injectable()
export class FreezeBaseline {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly spanValues: SpanValues,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError wrong_stage, already_exists, conflict (no goal metric), invalid_fields */
  async run(actor: Actor, key: string, fields: BaselineFields): Promise<Baseline> {
    try {
      return await this.transactions.run((tx) => this.freeze(tx, actor, key, fields));
    } catch (error) {
      // Of two who freeze at once, the second finds the first's only now.
      if (violatesUnique(error, 'item_baselines_pkey')) throw new DomainError('already_exists', { what: BASELINE });
      throw error;
    }
  }

  private async freeze(tx: Tx, actor: Actor, key: string, fields: BaselineFields): Promise<Baseline> {
    const item = await this.items.forWork(tx, actor, key, BEFORE_ROLLOUT);
    const identity = { itemId: item.id, cycle: item.cycle };
    if (await tx.existsBy(Baseline, identity)) throw new DomainError('already_exists', { what: BASELINE });
    const read = await this.read(tx, actor, item, fields);
    const baseline = tx.create(Baseline, {
      ...identity,
      ...read,
      workspaceId: item.workspaceId,
      frozenBy: actor.userId,
      frozenAt: this.clock.now(),
    });
    await tx.insert(Baseline, baseline);
    await this.journal.record(tx, actor, {
      type: 'baseline.frozen',
      subject: { type: 'item', id: item.id },
      itemId: item.id,
      changes: changesBetween({}, read),
    });
    return baseline;
  }

  private async read(tx: Tx, actor: Actor, item: Item, { from, to, period: asked }: BaselineFields) {
    if (!item.goalMetric) throw new DomainError('conflict', { reason: NO_GOAL });
    const now = this.clock.now();
    const { timeZone } = actor.workspace;
    const late = to > localDateAt(now, timeZone);
    const { metric, period } = await this.spanValues.resolve(
      tx,
      item.workspaceId,
      { metric: item.goalMetric, period: asked },
      [
        ...problemsOfSpan({ from, to }, { from: 'from', to: 'to' }),
        ...(late ? [{ field: 'to', code: 'in_the_future', message: IN_THE_FUTURE }] : []),
      ],
    );
    const span = { workspaceId: item.workspaceId, metricCode: metric.code, period, timeZone, now, from, to };
    const values = keep(await this.spanValues.closed(tx, span));
    refuseFields(tooFew(values));
    const mean = meanOfSome(values);
    return {
      metric: metric.code,
      metricVersion: metric.definitionVersion,
      period,
      better: metric.direction,
      firstDay: from,
      lastDay: to,
      mean,
      values,
    };
  }
}

function tooFew({ length: count }: readonly KeptValue[]): FieldProblem[] {
  if (count >= LEAST_PERIODS) return [];
  return [{ field: 'to', code: 'too_few_periods', message: TOO_FEW, params: { count, least: LEAST_PERIODS } }];
}
