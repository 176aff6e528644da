import { Inject, Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';

import { CLOCK } from '../../../config/index.js';
import type { Actor, WorkspaceRef } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import type { Clock, Period } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Evidence, type Item, ItemAccess } from '../../items/index.js';
import { Metric, Metrics } from '../../metrics/index.js';
import { refuseTooFew, tooFew } from '../domain/chart-refusals.js';
import type { Sentence } from '../domain/signal-words.js';
import { SignalDecision } from '../persistence/signal-decision.entity.js';
import { ChooseChart } from './choose-chart.query.js';
import { JudgeSignal, type SeriesOfKind, type Signal } from './judge-signal.query.js';
import { ObserveSeries } from './observe-series.query.js';

export interface SignalAsked {
  /** The item's goal metric when left out. */
  readonly metric?: string | null;
  readonly period?: Period | null;
  readonly series?: string | null;
}

/** What a rule found and laid before an item. */
export type FoundByRule = Pick<Evidence, 'id' | 'statement' | 'source' | 'figures' | 'recordedAt'>;

/** What stands beside the classification of an item. */
export interface ShownSignal {
  readonly item: Item;
  readonly signal: Signal | null;
  /** Why there is no proposal; null when there is one. */
  readonly missing: Sentence | null;
  readonly decision: SignalDecision | null;
  /** What rules found and laid before the item in this cycle, with the very figures, oldest first. */
  readonly found: readonly FoundByRule[];
}

/** As many periods as a level is judged by; older ones say little of what is now. */
const NEWEST = 120;
const METRIC_MISSING = {
  en: 'The goal of the item names no metric, so no figures can be looked at.',
  'zh-CN': '该项目的目标未指定指标,无法查看数据。',
};
const METRIC_NEEDED = {
  en: 'must be given: the goal of the item names no metric',
  'zh-CN': '必须给出指标:该项目的目标未指定指标',
};

/** Whether the figures behind an item look like noise or like a change (N-05): a proposal, for a person to decide. */
@Injectable()
export class ProposeSignal {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly metrics: Metrics,
    private readonly chooseChart: ChooseChart,
    private readonly observe: ObserveSeries,
    private readonly judge: JudgeSignal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found, invalid_fields */
  async run(actor: Actor, key: string, asked: SignalAsked): Promise<ShownSignal> {
    const tx = this.transactions.reader;
    const item = await this.access.find(actor, key);
    const where = { workspaceId: item.workspaceId, itemId: item.id, cycle: item.cycle };
    const decision = await tx.findOne(SignalDecision, { where, order: { decidedAt: 'DESC', id: 'DESC' } });
    const found = await tx.find(Evidence, {
      where: { ...where, figures: Not(IsNull()) },
      order: { recordedAt: 'ASC', id: 'ASC' },
    });
    const series = asked.metric || item.goalMetric ? await this.observed(tx, actor.workspace, item, asked) : null;
    const missing = series ? tooFew(series.observations) : { message: METRIC_MISSING, params: {} };
    const signal = series && !missing ? await this.judge.run(tx, series) : null;
    return { item, signal, missing, decision, found };
  }

  /** @throws DomainError invalid_fields without a metric, too_little_data, not_found */
  async forItem(tx: Tx, actor: Actor, item: Item, asked: SignalAsked): Promise<Signal> {
    refuseFields(asked.metric || item.goalMetric ? [] : [{ field: 'metric', code: 'needed', message: METRIC_NEEDED }]);
    const series = await this.observed(tx, actor.workspace, item, asked);
    refuseTooFew(series.observations);
    return this.judge.run(tx, series);
  }

  /** What was proposed at that time, or null where nothing was: no goal metric, or too few figures. */
  async behind(tx: Tx, workspace: WorkspaceRef, item: Item, at: Date): Promise<Signal | null> {
    const code = item.goalMetric;
    if (!code || !(await tx.existsBy(Metric, { workspaceId: workspace.id, code }))) return null;
    const series = await this.observed(tx, workspace, item, {}, at);
    return tooFew(series.observations) ? null : this.judge.run(tx, series);
  }

  private async observed(
    tx: Tx,
    workspace: WorkspaceRef,
    item: Item,
    asked: SignalAsked,
    at = this.clock.now(),
  ): Promise<SeriesOfKind> {
    const metricCode = asked.metric ?? item.goalMetric ?? '';
    const metric = await this.metrics.find(tx, workspace.id, metricCode);
    const series = { metric, period: asked.period ?? metric.period, dimensionKey: asked.series ?? '' };
    const kind = await this.chooseChart.fitting(tx, workspace, { ...series, last: NEWEST, now: at });
    const wanted = { ...asked, metricCode, last: NEWEST, kind };
    return { ...(await this.observe.run(tx, workspace, wanted, at)), kind };
  }
}
