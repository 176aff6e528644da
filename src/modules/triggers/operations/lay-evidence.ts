import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { type Item, type NewEvidence, OpenItem, RecordEvidence } from '../../items/index.js';
import type { Metric } from '../../metrics/index.js';
import { type Finding, firedStatement, goesOnStatement, titleOf } from '../domain/evidence-words.js';
import type { JudgedPeriod, Limit } from '../domain/judging.js';
import { EvidencePeriod } from '../persistence/evidence-period.entity.js';
import type { TriggerRule } from '../persistence/trigger-rule.entity.js';
import type { Severity, TriggerType } from './rule-fields.js';

/** A rule beside what it watches, while its row is locked. */
export interface Watch {
  readonly rule: TriggerRule;
  readonly metric: Metric;
  readonly limit: Limit;
  readonly actor: Actor;
}

/** Lays what a rule has found before an item, every period once. */
@Injectable()
export class LayEvidence {
  constructor(
    private readonly openItem: OpenItem,
    private readonly recordEvidence: RecordEvidence,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Opens the rule's item with the whole window as its evidence. */
  async open(tx: Tx, watch: Watch, points: readonly JudgedPeriod[]): Promise<Item> {
    const { rule, metric, actor } = watch;
    const finding = findingOf(watch, points);
    const item = await this.openItem.runWithin(tx, actor, {
      title: rule.itemTitle ?? titleOf(finding),
      type: rule.itemType as TriggerType,
      severity: rule.severity as Severity | null,
      impact: rule.impact,
      urgency: rule.urgency,
      source: rule.name,
      goalMetric: metric.code,
      goalUnit: metric.unit,
      goalBaseline: rule.baseline,
      goalTarget: rule.condition === 'worse_than_target' ? metric.target : null,
      triggerRuleId: rule.id,
      evidence: evidenceOf(watch, points, firedStatement(finding)),
    });
    await this.keep(tx, rule, item, finding.worse);
    await this.journal.record(tx, actor, {
      type: 'trigger.fired',
      subject: { type: 'trigger_rule', id: rule.id },
      itemId: item.id,
      changes: { state: { from: rule.state, to: 'open' } },
      facts: {
        ruleName: rule.name,
        metricCode: metric.code,
        itemKey: item.key,
        title: item.title,
        periods: finding.worse.map(({ label }) => label),
      },
    });
    return item;
  }

  /** Appends those of the worse periods that were no evidence yet to the item that is open. */
  async append(tx: Tx, watch: Watch, item: Item, worse: readonly JudgedPeriod[]): Promise<void> {
    const known = await this.known(tx, watch.rule, worse);
    const fresh = worse.filter(({ start }) => !known.has(start.getTime()));
    if (fresh.length === 0) return;
    const statement = goesOnStatement(findingOf(watch, fresh));
    await this.recordEvidence.runWithin(tx, watch.actor, item, evidenceOf(watch, fresh, statement));
    await this.keep(tx, watch.rule, item, fresh);
  }

  private async known(tx: Tx, rule: TriggerRule, worse: readonly JudgedPeriod[]): Promise<Set<number>> {
    const rows = await tx.query<{ period_start: Date }[]>(
      'SELECT period_start FROM trigger_evidence_periods WHERE rule_id = $1 AND period_start = ANY($2::timestamptz[])',
      [rule.id, worse.map(({ start }) => start.toISOString())],
    );
    return new Set(rows.map(({ period_start: start }) => start.getTime()));
  }

  private async keep(tx: Tx, rule: TriggerRule, item: Item, worse: readonly JudgedPeriod[]): Promise<void> {
    await tx.insert(
      EvidencePeriod,
      worse.map(({ start, value }) => ({
        ruleId: rule.id,
        periodStart: start,
        workspaceId: rule.workspaceId,
        itemId: item.id,
        value,
        recordedAt: this.clock.now(),
      })),
    );
  }
}

function findingOf({ rule, metric, limit }: Watch, points: readonly JudgedPeriod[]): Finding {
  return { metric, terms: rule, baseline: rule.baseline, limit, worse: points.filter(({ worse }) => worse) };
}

function evidenceOf({ rule, metric, limit }: Watch, points: readonly JudgedPeriod[], statement: string): NewEvidence {
  const { id, name, period, condition, percent, baseline, baselineFrom, baselineTo, k, m } = rule;
  return {
    statement,
    source: rule.name,
    figures: {
      rule: { id, name, period, condition, percent, baseline, baselineFrom, baselineTo, k, m },
      metric: { code: metric.code, unit: metric.unit, direction: metric.direction },
      limit: limit.value,
      points,
    },
  };
}
