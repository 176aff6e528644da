import { Injectable } from '@nestjs/common';

import { systemActor } from '../../../kernel/actor/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { Settings, Workspace } from '../../people/index.js';
import { boundBetween } from '../domain/watch.js';
import { Baseline } from '../persistence/baseline.entity.js';
import { ItemReview } from '../persistence/item-review.entity.js';
import { Watch } from '../persistence/watch.entity.js';

export interface ClosedItem {
  readonly itemId: string;
  readonly workspaceId: string;
  readonly cycle: number;
  readonly closedAt: Date;
  readonly requestId: string;
}

/** Starts the watch over what a closed item won (L-21). */
@Injectable()
export class StartWatch {
  constructor(
    private readonly settings: Settings,
    private readonly journal: Journal,
  ) {}

  async run(tx: Tx, { itemId, workspaceId, cycle, closedAt, requestId }: ClosedItem): Promise<void> {
    const baseline = await tx.findOneBy(Baseline, { itemId, cycle });
    const review = await tx.findOneBy(ItemReview, { itemId, cycle });
    if (!baseline || review?.afterMean == null) throw new Error(`item ${itemId} was closed without before and after`);
    const { id, slug, timeZone } = await tx.findOneByOrFail(Workspace, { id: workspaceId });
    const { metric, period, better, mean: beforeMean } = baseline;
    const { watchPeriods: needed } = await this.settings.of(workspaceId, tx);
    const bound = boundBetween(beforeMean, review.afterMean);
    const identity = { itemId, cycle, workspaceId };
    const { afterMetricVersion: metricVersion } = review;
    const terms = { metric, metricVersion, period, better, beforeMean, afterMean: review.afterMean, bound, needed };
    const running = { state: 'watching', since: closedAt, settledAt: null, settledMetricVersion: null } as const;
    await tx.insert(Watch, { ...identity, ...terms, ...running, periods: [] });
    await this.journal.record(tx, systemActor({ id, slug, timeZone }, 'job', requestId), {
      type: 'watch.started',
      subject: { type: 'item', id: itemId },
      itemId,
      changes: changesBetween({}, { bound, needed, metricVersion }),
      facts: { metric },
    });
  }
}
