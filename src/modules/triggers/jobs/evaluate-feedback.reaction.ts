import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { JudgeRule } from '../operations/judge-rule.operation.js';
import { RulesToJudge } from '../queries/rules-to-judge.query.js';

/** Judges the rules that count feedback about a module; the hour or day that still runs is judged when it closes. */
@ReactsTo({ name: 'evaluate-feedback', on: ['feedback.recorded'] })
export class EvaluateFeedback implements Reaction {
  constructor(
    private readonly rules: RulesToJudge,
    private readonly judgeRule: JudgeRule,
  ) {}

  async react({ workspaceId, payload }: OutboxEvent, tx: Tx): Promise<void> {
    const { module, firstAt } = payload as { module?: string; firstAt?: string };
    const ids = await this.rules.ofModule(tx, workspaceId, String(module), String(firstAt));
    await this.judgeRule.runWithin(tx, workspaceId, ids);
  }
}
