import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import { CLOCK } from '../../../../config/index.js';
import type { Clock } from '../../../../kernel/time/index.js';
import { periodsBetween } from '../../domain/period-calendar.js';
import { Transactions, type Tx } from '../../../../platform/database/index.js';
import { Item } from '../../../items/index.js';
import { Settings } from '../../../people/index.js';
import type { FindingAct, TriggerFinding } from '../../persistence/trigger-finding.entity.js';
import { Silences } from '../../queries/silences.query.js';
import type { Watch } from '../judging/watch.js';
import { LayEvidence } from './lay-evidence.js';
import { type Group, WaitingFindings } from './waiting-findings.js';

type Found = Group['findings'][number];

/**
 * Does what findings ask for: opens an item, appends to the one that is live, reopens the one that has just ended, or
 * leaves it be. What it does follows from the findings alone, so it does not matter who comes, when, or how often.
 */
@Injectable()
export class ActOnFindings {
  constructor(
    private readonly transactions: Transactions,
    private readonly waiting: WaitingFindings,
    private readonly silences: Silences,
    private readonly layEvidence: LayEvidence,
    private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For a sweep: every workspace in which all that is due has been judged. */
  async run(): Promise<void> {
    for (const workspaceId of await this.waiting.workspaces(this.transactions.reader)) {
      await this.transactions.run(async (tx) => {
        await this.waiting.lock(tx, workspaceId);
        if (await this.waiting.isIncomplete(tx, workspaceId, this.clock.now())) return;
        await this.runWithin(tx, workspaceId);
      });
    }
  }

  /** The caller holds the workspace's lock. */
  async runWithin(tx: Tx, workspaceId: string, seriesIds?: readonly string[]): Promise<void> {
    const groups = await this.waiting.groups(tx, workspaceId, seriesIds);
    if (groups.length === 0) return;
    const { triggerStormLimit } = await this.settings.of(workspaceId, tx);
    for (const group of groups) await this.actOn(tx, workspaceId, group, triggerStormLimit);
  }

  private async actOn(tx: Tx, workspaceId: string, group: Group, stormLimit: number): Promise<void> {
    const openings: Found[] = [];
    for (const found of group.findings) {
      const act = await this.actAlone(tx, found);
      if (act === 'opens') openings.push(found);
      else await this.settle(tx, found, act);
    }
    if (openings.length === 0) return;
    const { count, digestId } = await this.waiting.openedAt(tx, workspaceId, group.periodEnd);
    if (count + openings.length > stormLimit) {
      const itemId = await this.layEvidence.digest(tx, group.periodEnd, openings, digestId);
      for (const found of openings) await this.settle(tx, found, 'digested', itemId);
      return;
    }
    for (const found of openings) {
      const item = await this.layEvidence.open(tx, found);
      await this.settle(tx, found, 'opened', item.id);
    }
  }

  /** What a finding comes to, unless it wants an item of its own. */
  private async actAlone(tx: Tx, found: Found): Promise<FindingAct | 'opens'> {
    const { finding, watch } = found;
    const item = await lastItemOf(tx, watch);
    const isLive = item?.status === 'active' || item?.status === 'on_hold';
    if (finding.kind === 'recovered') watch.series.withheld = false;
    if (item && isLive) {
      await this.layEvidence.append(tx, found, item);
      return 'appended';
    }
    if (finding.kind === 'recovered' || finding.kind === 'flapped') return 'noted';
    if (finding.kind === 'goes_on' && !watch.series.withheld) return 'noted';
    const withheld = await this.withholds(tx, found);
    if (withheld) {
      watch.series.withheld = true;
      return withheld;
    }
    if (finding.kind === 'fired_again' && item && coolsDown(item, finding, watch)) return this.again(tx, found, item);
    return 'opens';
  }

  private async withholds(tx: Tx, { finding, watch }: Found): Promise<'silenced' | 'inhibited' | null> {
    const { parentRuleId } = watch.rule;
    if (await this.silences.covers(tx, watch, finding.periodEnd)) return 'silenced';
    const inhibited = parentRuleId !== null && (await this.waiting.parentIsOpen(tx, parentRuleId, finding.periodEnd));
    return inhibited ? 'inhibited' : null;
  }

  private async again(tx: Tx, found: Found, item: Item): Promise<FindingAct> {
    // Who dismissed it a few periods ago has said what he thinks of it.
    if (item.status !== 'closed') return 'held_off';
    await this.layEvidence.reopen(tx, found, item);
    return 'reopened';
  }

  private async settle(tx: Tx, { finding, watch }: Found, act: FindingAct, itemId?: string): Promise<void> {
    const now = this.clock.now();
    const { series, rule } = watch;
    finding.act = act;
    if (itemId !== undefined) {
      series.itemId = itemId;
      series.withheld = false;
      const { reactionHours } = rule.settings;
      series.reactBy = reactionHours === null ? null : new Date(now.getTime() + reactionHours * 3_600_000);
    }
    const isAboutItem = ['opened', 'reopened', 'appended', 'digested'].includes(act);
    finding.itemId = isAboutItem ? series.itemId : null;
    if (act !== 'noted') series.followsItem = isAboutItem;
    await this.waiting.settle(tx, finding, watch, now);
  }
}

/** Held until the transaction ends, so that nobody closes it while evidence is laid before it. */
async function lastItemOf(tx: Tx, { series }: Watch): Promise<Item | null> {
  if (series.itemId === null) return null;
  return tx.findOne(Item, { where: { id: In([series.itemId]) }, lock: { mode: 'pessimistic_read' } });
}

/** Cool-down runs from the end of the item too, not only from the series' recovery. */
function coolsDown(item: Item, finding: TriggerFinding, { rule, workspace }: Watch): boolean {
  const ended = item.closedAt ?? item.changedAt;
  return periodsBetween(ended, finding.periodStart, rule.period, workspace.timeZone) <= rule.settings.coolDownPeriods;
}
