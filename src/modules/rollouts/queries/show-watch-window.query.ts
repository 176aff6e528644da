import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { type Item, ItemAccess } from '../../items/index.js';
import { Metrics, SpanValues } from '../../metrics/index.js';
import { Settings, Workspace } from '../../people/index.js';
import { judgeWindow, type JudgedWindow } from '../domain/rollout-band.js';
import { WatchWindow } from '../persistence/watch-window.entity.js';

export interface WatchWindowShown {
  readonly item: Item;
  readonly cycle: number;
  /** Null until it is set. */
  readonly window: WatchWindow | null;
  readonly judged: JudgedWindow;
  /** The present one of the metric's definition. */
  readonly metricVersion: number | null;
}

/** The watch window of an item, and how calm its metric has been in it until now. */
@Injectable()
export class ShowWatchWindow {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly spanValues: SpanValues,
    private readonly metrics: Metrics,
    private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, key: string, cycle?: number): Promise<WatchWindowShown> {
    const item = await this.items.find(actor, key);
    const shown = cycle ?? item.cycle;
    const tx = this.transactions.reader;
    const { window, judged } = await this.judge(tx, item, shown, this.clock.now());
    const metricVersion = await this.metrics.versionOf(tx, item.workspaceId, window?.metric ?? null);
    return { item, cycle: shown, window, judged, metricVersion };
  }

  async judge(tx: Tx, item: Item, cycle: number, now: Date): Promise<Pick<WatchWindowShown, 'window' | 'judged'>> {
    const window = await tx.findOneBy(WatchWindow, { itemId: item.id, cycle });
    const { rolloutBand, watchPeriods } = await this.settings.of(item.workspaceId, tx);
    const values = window ? await this.values(tx, window, now) : [];
    return { window, judged: judgeWindow(values, rolloutBand, watchPeriods) };
  }

  private async values(tx: Tx, window: WatchWindow, now: Date) {
    const { workspaceId, metric: metricCode, period, firstDay: from, lastDay: to } = window;
    const { timeZone } = await tx.findOneByOrFail(Workspace, { id: workspaceId });
    return this.spanValues.closed(tx, { workspaceId, metricCode, period, timeZone, now, from, to });
  }
}
