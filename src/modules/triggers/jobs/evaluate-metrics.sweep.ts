import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { JudgeRule } from '../operations/judge-rule.operation.js';
import { RulesToJudge } from '../queries/rules-to-judge.query.js';

/** Judges every rule of which a period has closed, also where no point has come. One that fails keeps no other back. */
@Sweeps('evaluate-metrics')
export class EvaluateMetrics implements Sweep {
  constructor(
    private readonly rules: RulesToJudge,
    private readonly judgeRule: JudgeRule,
  ) {}

  async run(now: Date): Promise<number> {
    let judged = 0;
    const failures: unknown[] = [];
    for (let batch = await this.rules.due(now, undefined); batch.length > 0;) {
      for (const id of batch) await this.judgeRule.run(id).catch((error: unknown) => failures.push(error));
      judged += batch.length;
      batch = await this.rules.due(now, batch.at(-1));
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
    return judged;
  }
}
