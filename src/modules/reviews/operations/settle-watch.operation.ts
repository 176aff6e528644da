import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { type Actor, systemActor } from '../../../kernel/actor/index.js';
import { localise } from '../../../kernel/text/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { AdvanceItem, Item, ItemAccess } from '../../items/index.js';
import { definitionChanged, definitionSentence, Metrics, PeriodValues } from '../../metrics/index.js';
import { Workspace } from '../../people/index.js';
import { AT_THE_END, IN_THE_REVIEW } from '../domain/review-moments.js';
import { judgeWatch, type WatchVerdict } from '../domain/watch.js';
import { Watch } from '../persistence/watch.entity.js';
import { keep } from './kept-values.js';

type WatchId = Pick<Watch, 'itemId' | 'cycle'>;

/** Judges a running watch and does what follows, once: held is told, lost reopens the item. */
@Injectable()
export class SettleWatch {
  constructor(
    private readonly items: ItemAccess,
    private readonly advanceItem: AdvanceItem,
    private readonly metrics: Metrics,
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
      await this.settle(tx, actor, watch, { state: 'stopped', periods: [] });
      return true;
    }
    const verdict = await this.judge(tx, watch, timeZone);
    if (verdict.state === 'watching') return false;
    const settled = await this.settle(tx, actor, watch, verdict);
    if (verdict.state === 'lost')
      await this.advanceItem.runWithin(tx, actor, key, { name: 'reopen', reason: loss(settled) });
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
    watch: Watch,
    { state, periods }: Pick<Watch, 'state'> & Pick<WatchVerdict, 'periods'>,
  ): Promise<Watch> {
    const { itemId, cycle, workspaceId, metric, metricVersion, bound, better } = watch;
    const settledMetricVersion = await this.metrics.versionOf(tx, workspaceId, metric);
    const settled = { state, settledAt: this.clock.now(), settledMetricVersion, periods: [...periods] };
    await tx.update(Watch, { itemId, cycle }, settled);
    await this.journal.record(tx, actor, {
      type: `watch.${state}`,
      subject: { type: 'item', id: itemId },
      itemId,
      changes: {
        watch: { from: 'watching', to: state },
        periods: { from: null, to: periods },
        ...changesBetween({ metricVersion }, { metricVersion: settledMetricVersion }),
      },
      facts: { cycle, metric, bound, better, verified: state === 'held' },
    });
    return tx.create(Watch, { ...watch, ...settled });
  }
}

/** The reason that stands in the item's history: which period was lost, against what, and whether both mean the same. */
function loss(watch: Watch): string {
  const { metric, better, bound, beforeMean, afterMean, periods } = watch;
  const lost = periods.filter(({ inside }) => !inside).map(({ label, value }) => `${label}: ${short(value)}`);
  const side = better === 'up' ? 'below' : 'above';
  return (
    `Regression of ${metric}: ${lost.join(', ')}, ${side} ${short(bound)}, ` +
    `the middle between the baseline ${short(beforeMean)} and ${short(afterMean)} at closing.${redefinition(watch)}`
  );
}

/** A metric that means something else now may have been lost in its definition alone. */
function redefinition(watch: Watch): string {
  const { metric, metricVersion: earlier, settledMetricVersion: later } = watch;
  const compared = { metric, earlier, later };
  if (definitionChanged(compared) !== true) return '';
  const { message, params } = definitionSentence(compared, { earlier: IN_THE_REVIEW, later: AT_THE_END });
  return ` ${localise(message, 'en', params)}`;
}

/** Four digits are enough to read; the watch itself keeps them all. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
