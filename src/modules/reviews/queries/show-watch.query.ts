import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { ItemAccess } from '../../items/index.js';
import { Metrics } from '../../metrics/index.js';
import type { WatchedPeriod } from '../domain/watch.js';
import { SettleWatch } from '../operations/settle-watch.operation.js';
import { Watch } from '../persistence/watch.entity.js';

export interface WatchShown {
  readonly watch: Watch;
  /** Of a running watch as they stand now, of a settled one as they stood then. */
  readonly periods: readonly WatchedPeriod[];
  /** Of the metric's definition: the present one while it runs, then the one by which it was settled. */
  readonly metricVersion: number | null;
}

/** The watch of a cycle, the newest when none is named; null when the item was not closed in it. */
@Injectable()
export class ShowWatch {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly metrics: Metrics,
    private readonly settleWatch: SettleWatch,
  ) {}

  async run(actor: Actor, key: string, cycle?: number): Promise<WatchShown | null> {
    const tx = this.transactions.reader;
    const { id: itemId } = await this.items.find(actor, key);
    const watch = await tx.findOne(Watch, { where: { itemId, ...(cycle && { cycle }) }, order: { cycle: 'DESC' } });
    if (!watch) return null;
    if (watch.state !== 'watching') {
      return { watch, periods: watch.periods, metricVersion: watch.settledMetricVersion };
    }
    const { periods } = await this.settleWatch.judge(tx, watch, actor.workspace.timeZone);
    return { watch, periods, metricVersion: await this.metrics.versionOf(tx, watch.workspaceId, watch.metric) };
  }
}
