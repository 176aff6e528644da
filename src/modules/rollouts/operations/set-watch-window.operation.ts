import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock, Period } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { ItemAccess, touchItem } from '../../items/index.js';
import { problemsOfSpan, SpanValues } from '../../metrics/index.js';
import { WatchWindow } from '../persistence/watch-window.entity.js';

export interface WatchWindowFields {
  /** Code in the metric dictionary. */
  readonly metric: string;
  /** The metric's own when left out. */
  readonly period?: Period | null;
  readonly from: string;
  readonly to: string;
}

/** Says which metric is watched after full launch, and on which days; what was said before in this cycle is replaced. */
@Injectable()
export class SetWatchWindow {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly spanValues: SpanValues,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, key: string, version: number, fields: WatchWindowFields): Promise<void> {
    await this.transactions.run(async (tx) => {
      const item = await this.items.forChange(tx, actor, key, version, ['rollout']);
      const identity = { itemId: item.id, cycle: item.cycle };
      const { from: firstDay, to: lastDay } = fields;
      const wrong = problemsOfSpan(fields, { from: 'from', to: 'to' });
      const { metric, period } = await this.spanValues.resolve(tx, item.workspaceId, fields, wrong);
      const { code, definitionVersion: metricVersion } = metric;
      const window = { metric: code, metricVersion, period, firstDay, lastDay };
      const before = (await tx.findOneBy(WatchWindow, identity)) ?? {};
      await tx.save(WatchWindow, { ...identity, workspaceId: item.workspaceId, ...window });
      await touchItem(tx, item, {}, this.clock.now());
      await this.journal.record(tx, actor, {
        type: 'rollout.watch_window_set',
        subject: { type: 'item', id: item.id },
        itemId: item.id,
        changes: changesBetween(before, window),
      });
    });
  }
}
