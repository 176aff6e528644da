import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { JudgeRule } from '../operations/judge-rule.operation.js';
import { RulesToJudge } from '../queries/rules-to-judge.query.js';

/** Judges the rules of a metric when points have come, or when what they compare with has changed. */
@ReactsTo({
  name: 'evaluate-rules',
  on: [
    'metric.points_recorded',
    'metric.points_cleaned',
    'metric.edited',
    'metric.targets_set',
    'trigger_rule.created',
    'trigger_rule.edited',
  ],
})
export class EvaluateRules implements Reaction {
  constructor(
    private readonly rules: RulesToJudge,
    private readonly judgeRule: JudgeRule,
  ) {}

  async react({ type, workspaceId, payload }: OutboxEvent, tx: Tx): Promise<void> {
    const { metricCode, firstStart } = payload as { metricCode?: string | null; firstStart?: string };
    const ids = await this.rules.ofMetric(tx, workspaceId, String(metricCode), firstStart);
    await this.judgeRule.runWithin(tx, workspaceId, ids, {
      anew: type === 'metric.edited' || type === 'metric.targets_set',
    });
  }
}
