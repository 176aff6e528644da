import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import { CLOCK } from '../../../config/index.js';
import { systemActor } from '../../../kernel/actor/index.js';
import { type Clock, endOfPeriod, startOfPeriod } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { Item } from '../../items/index.js';
import { Metrics, type PeriodValue, PeriodValues } from '../../metrics/index.js';
import { Workspace } from '../../people/index.js';
import { judge, limitOf, windowStart, worseAmong } from '../domain/judging.js';
import type { RuleState } from '../domain/rule-words.js';
import { TriggerRule } from '../persistence/trigger-rule.entity.js';
import { LayEvidence, type Watch } from './lay-evidence.js';

/** Judges a rule by its closed periods: opens one item, or lays new periods before the item that is open. */
@Injectable()
export class JudgeRule {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
    private readonly periodValues: PeriodValues,
    private readonly layEvidence: LayEvidence,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(ruleId: string): Promise<void> {
    return this.transactions.run((tx) => this.runWithin(tx, ruleId));
  }

  /** One judgement at a time: the rule's row is locked, and whoever comes second finds the work done. */
  async runWithin(tx: Tx, ruleId: string): Promise<void> {
    const rule = await tx.findOne(TriggerRule, { where: { id: ruleId }, lock: { mode: 'pessimistic_write' } });
    if (!rule?.enabled) return;
    const workspace = await tx.findOneByOrFail(Workspace, { id: rule.workspaceId });
    const metric = await this.metrics.find(tx, rule.workspaceId, rule.metricCode);
    const actor = systemActor(workspace, 'rule', `trigger-rule:${rule.id}`);
    const live = await liveItemOf(tx, rule);
    if (!live) rule.countsFrom = await endOfLastItem(tx, rule);
    const limit = limitOf(rule, metric);
    const periods = limit ? await this.periodsFor(tx, rule, workspace.timeZone, live !== null) : [];
    const before = rule.state;
    const watch = limit && { rule, metric, limit, actor };
    const item = watch ? await this.act(tx, watch, live, periods, workspace.timeZone) : live;
    const state = item ? 'open' : this.stateWithout(watch, periods, workspace.timeZone);
    await this.settle(tx, rule, { state, itemId: item?.id ?? rule.itemId }, periods.at(-1), workspace.timeZone);
    // That it fired stands in the journal already.
    if (state === before || (item && !live)) return;
    await this.journal.record(tx, actor, {
      type: 'trigger.state_changed',
      subject: { type: 'trigger_rule', id: rule.id },
      itemId: item?.id ?? null,
      changes: { state: { from: before, to: state } },
      facts: { ruleName: rule.name, metricCode: metric.code, from: before, to: state },
    });
  }

  /** The window of the newest period with a value; with an item open, also all that has closed since the last judgement. */
  private async periodsFor(tx: Tx, rule: TriggerRule, timeZone: string, live: boolean): Promise<PeriodValue[]> {
    const { workspaceId, metricCode, period, m, judgedUntil } = rule;
    const question = { workspaceId, metricCode, timeZone, period, now: this.clock.now() };
    const [newest] = await this.periodValues.closed(tx, { ...question, last: 1 });
    if (!newest) return [];
    // From the window of the last judgement on: a late point may have turned a period that was judged then.
    const since = live && judgedUntil && judgedUntil < newest.start ? judgedUntil : newest.start;
    return this.periodValues.closed(tx, { ...question, from: windowStart(since, m, period, timeZone) });
  }

  /** @returns the item that is open afterwards */
  private async act(
    tx: Tx,
    watch: Watch,
    live: Item | null,
    periods: readonly PeriodValue[],
    zone: string,
  ): Promise<Item | null> {
    const terms = termsOf(watch, zone);
    if (live) {
      await this.layEvidence.append(tx, watch, live, worseAmong(periods, terms));
      return live;
    }
    const { state, points } = judge(periods, terms);
    return state === 'fires' ? this.layEvidence.open(tx, watch, points) : null;
  }

  private stateWithout(watch: Watch | null, periods: readonly PeriodValue[], zone: string): RuleState {
    const newest = periods.at(-1);
    if (!watch || !newest) return 'no_data';
    const { period } = watch.rule;
    const running = startOfPeriod(this.clock.now(), period, zone);
    if (endOfPeriod(newest.start, period, zone) < running) return 'no_data';
    return judge(periods, termsOf(watch, zone)).state === 'normal' ? 'normal' : 'pending';
  }

  private async settle(
    tx: Tx,
    rule: TriggerRule,
    outcome: Pick<TriggerRule, 'state' | 'itemId'>,
    newest: PeriodValue | undefined,
    zone: string,
  ): Promise<void> {
    await tx.update(
      TriggerRule,
      { id: rule.id },
      {
        ...outcome,
        countsFrom: rule.countsFrom,
        judgedUntil: newest?.start ?? rule.judgedUntil,
        dueAt: endOfPeriod(this.clock.now(), rule.period, zone),
      },
    );
  }
}

function termsOf({ rule, limit }: Watch, zone: string) {
  const { k, m, period, countsFrom } = rule;
  return { k, m, period, countsFrom, limit, zone };
}

/** Held until the transaction ends, so that nobody closes it while evidence is laid before it. */
async function liveItemOf(tx: Tx, rule: TriggerRule): Promise<Item | null> {
  return tx.findOne(Item, {
    where: { triggerRuleId: rule.id, status: In(['active', 'on_hold']) },
    lock: { mode: 'pessimistic_read' },
  });
}

/** From when on periods count; an item that has just been found ended moves it. */
async function endOfLastItem(tx: Tx, rule: TriggerRule): Promise<Date | null> {
  if (rule.state !== 'open' || rule.itemId === null) return rule.countsFrom;
  const item = await tx.findOneByOrFail(Item, { id: rule.itemId });
  return item.closedAt ?? item.changedAt;
}
