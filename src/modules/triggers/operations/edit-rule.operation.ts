import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { Metrics } from '../../metrics/index.js';
import { contradictionsIn } from '../domain/rule-contradictions.js';
import { TriggerRule } from '../persistence/trigger-rule.entity.js';
import { FreezeBaseline } from './freeze-baseline.js';
import { RULE_NOUN, type RuleEdit } from './rule-fields.js';

const NEVER_NULL = ['name', 'condition', 'k', 'm', 'itemType', 'enabled'];
const NEEDED = { en: 'cannot be cleared', 'zh-CN': '不能清空' };
const FREEZES_ANEW = ['condition', 'baselineFrom', 'baselineTo'];

/** Changes a rule; fields left out stay. The baseline is reckoned anew only when its days change. */
@Injectable()
export class EditRule {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
    private readonly freezeBaseline: FreezeBaseline,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found, stale_version, invalid_fields */
  async run(actor: Actor, id: string, version: number, edit: RuleEdit): Promise<TriggerRule> {
    return this.transactions.run(async (tx) => {
      const rule = await tx.findOne(TriggerRule, {
        where: { id, workspaceId: actor.workspace.id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!rule) throw notFound(RULE_NOUN);
      if (rule.version !== version) throw new DomainError('stale_version');
      refuseCleared(edit);
      const edited = changesBetween(rule, edit);
      if (Object.keys(edited).length === 0) return rule;
      const after = { ...rule, ...edit };
      const metric = await this.metrics.find(tx, actor.workspace.id, rule.metricCode);
      refuseFields(contradictionsIn(after, metric));
      const thaws = FREEZES_ANEW.some((field) => field in edited);
      const baseline = thaws ? await this.freezeBaseline.of(tx, actor.workspace, after) : rule.baseline;
      const now = this.clock.now();
      const written = { ...edit, baseline, dueAt: now, changedAt: now, version: version + 1 };
      await tx.update(TriggerRule, { id }, written);
      await this.journal.record(tx, actor, {
        type: 'trigger_rule.edited',
        subject: { type: 'trigger_rule', id },
        changes: changesBetween(rule, { ...edit, baseline }),
        facts: { metricCode: rule.metricCode },
      });
      return Object.assign(rule, written);
    });
  }
}

function refuseCleared(edit: RuleEdit): void {
  refuseFields(
    Object.entries(edit)
      .filter(([field, value]) => value === null && NEVER_NULL.includes(field))
      .map(([field]) => ({ field, code: 'needed', message: NEEDED })),
  );
}
