import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { type Actor, systemActor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { AdvanceItem, Item, ItemAccess } from '../../items/index.js';
import { PeriodValues } from '../../metrics/index.js';
import { Workspace } from '../../people/index.js';
import { judgeWatch, type WatchedPeriod, type WatchState, type WatchVerdict } from '../domain/watch.js';
import { Watch } from '../persistence/watch.entity.js';
import { keep } from './kept-values.js';

type WatchId = Pick<Watch, 'itemId' | 'cycle'>;

/** Judges a running watch and does what follows, once: held is told, lost reopens the item. */
@Injectable()
export class SettleWatch {
  constructor(
    private readonly items: ItemAccess,
    private readonly advanceItem: AdvanceItem,
    private readonly periodValues: PeriodValues,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns whether the watch is settled by this call */
  async run(tx: Tx, { itemId, cycle }: WatchId, requestId: string): Promise<boolean> {
    const found = await tx.findOneByOrFail(Watch, { itemId, cycle });
    const { id, slug, timeZone } = await tx.findOneByOrFail(Workspace, { id: found.workspaceId });
    const actor = systemActor({ id, slug, timeZone }, 'job', requestId);
    const { key } = await tx.findOneByOrFail(Item, { id: itemId });
    const item = await this.items.forMove(tx, actor, key);
    const where = { itemId, cycle, state: 'watching' } as const;
    const watch = await tx.findOne(Watch, { where, lock: { mode: 'pessimistic_write' } });
    // Two judges at once: the second finds it settled.
    if (!watch) return false;
    if (item.status !== 'closed' || item.cycle !== cycle) {
      await this.settle(tx, actor, watch, 'stopped', []);
      return true;
    }
    const { state, periods } = await this.judge(tx, watch, timeZone);
    if (state === 'watching') return false;
    await this.settle(tx, actor, watch, state, periods);
    if (state === 'lost')
      await this.advanceItem.runWithin(tx, actor, key, { name: 'reopen', reason: loss(watch, periods) });
    return true;
  }

  /** How the watch stands now, from the closed periods that began after the item was closed. */
  async judge(tx: Tx, watch: Watch, timeZone: string): Promise<WatchVerdict> {
    const { workspaceId, metric: metricCode, period, since: from } = watch;
    const now = this.clock.now();
    return judgeWatch(
      keep(await this.periodValues.closed(tx, { workspaceId, metricCode, period, timeZone, now, from })),
      watch,
    );
  }

  private async settle(
    tx: Tx,
    actor: Actor,
    { itemId, cycle, metric, bound, better }: Watch,
    state: WatchState,
    periods: readonly WatchedPeriod[],
  ): Promise<void> {
    await tx.update(Watch, { itemId, cycle }, { state, settledAt: this.clock.now(), periods: [...periods] });
    await this.journal.record(tx, actor, {
      type: `watch.${state}`,
      subject: { type: 'item', id: itemId },
      itemId,
      changes: { watch: { from: 'watching', to: state }, periods: { from: null, to: periods } },
      facts: { cycle, metric, bound, better, verified: state === 'held' },
    });
  }
}

/** The reason that stands in the item's history: which period was lost, against what. */
function loss({ metric, better, bound, beforeMean, afterMean }: Watch, periods: readonly WatchedPeriod[]): string {
  const lost = periods.filter(({ inside }) => !inside).map(({ label, value }) => `${label}: ${short(value)}`);
  const side = better === 'up' ? 'below' : 'above';
  return (
    `Regression of ${metric}: ${lost.join(', ')}, ${side} ${short(bound)}, ` +
    `the middle between the baseline ${short(beforeMean)} and ${short(afterMean)} at closing.`
  );
}

/** Four digits are enough to read; the watch itself keeps them all. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
