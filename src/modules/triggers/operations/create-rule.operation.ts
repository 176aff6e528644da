import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { TriggerRule } from '../persistence/trigger-rule.entity.js';
import { TriggerSeries } from '../persistence/trigger-series.entity.js';
import { ComposeRule, type NewRule } from './compose-rule.js';

/** Makes a rule that watches a metric, or the feedback about modules. */
@Injectable()
export class CreateRule {
  constructor(
    private readonly transactions: Transactions,
    private readonly composeRule: ComposeRule,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError invalid_fields */
  async run(actor: Actor, input: NewRule): Promise<TriggerRule> {
    return this.transactions.run(async (tx) => {
      const { metric, ...fields } = await this.composeRule.run(tx, actor, input);
      const now = this.clock.now();
      const { id: workspaceId } = actor.workspace;
      const rule = tx.create(TriggerRule, {
        ...fields,
        id: newId(),
        workspaceId,
        createdAt: now,
        changedAt: now,
        version: 1,
      });
      await tx.insert(TriggerRule, rule as never);
      // One series for each module that feedback comes about is made when the first report comes.
      const series = metric ? (fields.settings.segment ?? '') : fields.settings.module;
      if (series !== null) {
        await tx.insert(TriggerSeries, {
          id: newId(),
          workspaceId,
          ruleId: rule.id,
          series,
          state: 'no_data',
          dueAt: now,
        });
      }
      await this.journal.record(tx, actor, {
        type: 'trigger_rule.created',
        subject: { type: 'trigger_rule', id: rule.id },
        changes: changesBetween({}, fields),
        facts: { metricCode: rule.metricCode, ruleId: rule.id },
      });
      return rule;
    });
  }
}
