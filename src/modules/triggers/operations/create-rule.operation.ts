import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions, type Tx } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { type Metric, Metrics } from '../../metrics/index.js';
import { contradictionsIn } from '../domain/rule-contradictions.js';
import { TriggerRule } from '../persistence/trigger-rule.entity.js';
import { FreezeBaseline } from './freeze-baseline.js';
import type { RuleFields } from './rule-fields.js';

const NO_METRIC = { en: 'is not in the metric dictionary', 'zh-CN': '指标字典中没有该指标' };

/** The manual's "2-3 consecutive periods", as the requirements read it (7.5). */
const DEFAULTS = { k: 3, m: 3, itemType: 'metric_anomaly', enabled: true } as const;

type Needed = 'name' | 'metricCode' | 'condition';
/** What is left out, or null, is as in DEFAULTS; the period is the metric's own. */
export type NewRule = Pick<RuleFields, Needed> & {
  readonly [Field in Exclude<keyof RuleFields, Needed>]?: RuleFields[Field] | null;
};

/** Makes a rule that watches a metric. */
@Injectable()
export class CreateRule {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
    private readonly freezeBaseline: FreezeBaseline,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError invalid_fields */
  async run(actor: Actor, input: NewRule): Promise<TriggerRule> {
    return this.transactions.run(async (tx) => {
      const metric = await this.metricOf(tx, actor, input.metricCode);
      const fields = withDefaults(input, metric);
      refuseFields(contradictionsIn(fields, metric));
      const baseline = await this.freezeBaseline.of(tx, actor.workspace, fields);
      const now = this.clock.now();
      const rule = tx.create(TriggerRule, {
        ...fields,
        baseline,
        id: newId(),
        workspaceId: actor.workspace.id,
        state: 'no_data',
        itemId: null,
        judgedUntil: null,
        countsFrom: null,
        dueAt: now,
        createdAt: now,
        changedAt: now,
        version: 1,
      });
      await tx.insert(TriggerRule, rule);
      await this.journal.record(tx, actor, {
        type: 'trigger_rule.created',
        subject: { type: 'trigger_rule', id: rule.id },
        changes: changesBetween({}, { ...fields, baseline }),
        facts: { metricCode: rule.metricCode },
      });
      return rule;
    });
  }

  private async metricOf(tx: Tx, actor: Actor, code: string): Promise<Metric> {
    try {
      return await this.metrics.find(tx, actor.workspace.id, code);
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'not_found')) throw error;
      const fields = [{ field: 'metricCode', code: 'no_metric', message: NO_METRIC }];
      throw new DomainError('invalid_fields', { count: 1 }, { fields });
    }
  }
}

function withDefaults({ name, metricCode, condition, ...input }: NewRule, metric: Metric): RuleFields {
  return {
    name,
    metricCode,
    condition,
    period: input.period ?? metric.period,
    percent: input.percent ?? null,
    baselineFrom: input.baselineFrom ?? null,
    baselineTo: input.baselineTo ?? null,
    k: input.k ?? DEFAULTS.k,
    m: input.m ?? DEFAULTS.m,
    itemTitle: input.itemTitle ?? null,
    itemType: input.itemType ?? DEFAULTS.itemType,
    severity: input.severity ?? null,
    impact: input.impact ?? null,
    urgency: input.urgency ?? null,
    enabled: input.enabled ?? DEFAULTS.enabled,
  };
}
