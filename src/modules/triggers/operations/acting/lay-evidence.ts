import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../../config/index.js';
import { type Actor, systemActor } from '../../../../kernel/actor/index.js';
import type { Clock } from '../../../../kernel/time/index.js';
import type { Tx } from '../../../../platform/database/index.js';
import { Journal } from '../../../audit/index.js';
import { AdvanceItem, Item, type NewEvidence, OpenItem, RecordEvidence } from '../../../items/index.js';
import type { FigurePoint, Figures } from '../../domain/told-of.js';
import { EvidencePeriod } from '../../persistence/evidence-period.entity.js';
import type { Watch } from '../judging/watch.js';
import type { Severity, TriggerType } from '../rule-fields.js';
import type { Group } from './waiting-findings.js';

type Found = Group['findings'][number];
type KeptFigures = Figures & { readonly title: string };

/** Lays what a rule has found before an item, every period once. */
@Injectable()
export class LayEvidence {
  constructor(
    private readonly openItem: OpenItem,
    private readonly advanceItem: AdvanceItem,
    private readonly recordEvidence: RecordEvidence,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Opens the series' item with the whole finding as its evidence. */
  async open(tx: Tx, found: Found): Promise<Item> {
    const { rule, series, metric } = found.watch;
    const item = await this.openItem.runWithin(tx, actorOf(found.watch), {
      title: rule.itemTitle ?? figuresOf(found).title,
      type: rule.itemType as TriggerType,
      severity: rule.severity as Severity | null,
      impact: rule.impact,
      urgency: rule.urgency,
      source: rule.name,
      module: series.series === '' ? null : series.series,
      goalMetric: metric?.code ?? null,
      goalUnit: metric?.unit ?? null,
      goalBaseline: rule.baseline ?? figuresOf(found).centre,
      goalTarget: rule.condition === 'worse_than_target' ? (metric?.target ?? null) : null,
      triggerRuleId: rule.id,
      triggerSeries: series.series,
      evidence: evidenceOf(found, figuresOf(found).points),
    });
    await this.keep(tx, found.watch, item, figuresOf(found).points);
    await this.tellFired(tx, found, item);
    return item;
  }

  /** Appends those of its worse periods that were no evidence yet to the item that is live. */
  async append(tx: Tx, found: Found, item: Item): Promise<void> {
    const { points } = figuresOf(found);
    const known = await this.known(tx, found.watch, points);
    const fresh = points.filter(({ start, worse }) => worse && !known.has(Date.parse(start)));
    if (fresh.length === 0 && found.finding.kind !== 'recovered') return;
    const evidence = evidenceOf(found, fresh);
    await this.recordEvidence.runWithin(tx, actorOf(found.watch), item, evidence);
    await this.keep(tx, found.watch, item, fresh);
  }

  /** Brings back the item that was closed within the cool-down. */
  async reopen(tx: Tx, found: Found, item: Item): Promise<void> {
    const actor = actorOf(found.watch);
    const reason = found.finding.statement.split('\n')[0] ?? '';
    const reopened = await this.advanceItem.runWithin(tx, actor, item.key, { name: 'reopen', reason });
    await this.append(tx, found, reopened);
    await this.tellFired(tx, found, reopened);
  }

  /**
   * One item for a storm: many rules at one instant have one cause more often than many.
   *
   * @returns its id
   */
  async digest(tx: Tx, periodEnd: Date, openings: readonly Found[], digestId: string | null): Promise<string> {
    const known = digestId && (await tx.findOneBy(Item, { id: digestId }));
    const item = known || (await this.openDigest(tx, periodEnd, openings));
    for (const found of openings) {
      await this.append(tx, found, item);
      await this.tellFired(tx, found, item);
    }
    return item.id;
  }

  private async openDigest(tx: Tx, periodEnd: Date, openings: readonly Found[]): Promise<Item> {
    const [{ watch }] = openings as [Found];
    const at = periodEnd.toISOString();
    return this.openItem.runWithin(tx, actorOf(watch), {
      title: `${openings.length} rules fired at once`,
      problem: openings.map((found) => figuresOf(found).title).join('\n'),
      type: 'metric_anomaly',
      source: `storm of ${at}`,
      triggerRuleId: watch.rule.id,
      // Beside, and not in place of, the item that the rule itself may open later.
      triggerSeries: `storm ${at}`,
    });
  }

  private async tellFired(tx: Tx, { finding, watch }: Found, item: Item): Promise<void> {
    const { rule, metric, series } = watch;
    await this.journal.record(tx, actorOf(watch), {
      type: 'trigger.fired',
      subject: { type: 'trigger_rule', id: rule.id },
      itemId: item.id,
      changes: { state: { from: finding.fromState, to: finding.toState } },
      facts: {
        ruleName: rule.name,
        metricCode: metric?.code ?? null,
        series: series.series,
        itemKey: item.key,
        title: item.title,
        statement: finding.statement,
        periods: figuresOf({ finding, watch }).points.filter(({ worse }) => worse).map(({ label }) => label), // prettier-ignore
      },
    });
  }

  private async known(tx: Tx, { series }: Watch, points: readonly FigurePoint[]): Promise<Set<number>> {
    const rows = await tx.query<{ period_start: Date }[]>(
      'SELECT period_start FROM trigger_evidence_periods WHERE series_id = $1 AND period_start = ANY($2::timestamptz[])',
      [series.id, points.map(({ start }) => start)],
    );
    return new Set(rows.map(({ period_start: start }) => start.getTime()));
  }

  private async keep(tx: Tx, { series }: Watch, item: Item, points: readonly FigurePoint[]): Promise<void> {
    const worse = points.filter((point) => point.worse);
    if (worse.length === 0) return;
    const rows = worse.map(({ start, value }) => ({
      seriesId: series.id,
      periodStart: new Date(start),
      workspaceId: series.workspaceId,
      itemId: item.id,
      value,
      recordedAt: this.clock.now(),
    }));
    // A chart's window may hold periods that were evidence of the item before.
    await tx.createQueryBuilder().insert().into(EvidencePeriod).values(rows).orIgnore().execute();
  }
}

function figuresOf({ finding }: Found): KeptFigures {
  return finding.figures as KeptFigures;
}

function actorOf({ workspace, rule }: Watch): Actor {
  return systemActor(workspace, 'rule', `trigger-rule:${rule.id}`);
}

function evidenceOf({ finding, watch }: Found, points: readonly FigurePoint[]): NewEvidence {
  const { title: _title, ...figures } = finding.figures as KeptFigures;
  return { statement: finding.statement, source: watch.rule.name, figures: { ...figures, points } };
}
