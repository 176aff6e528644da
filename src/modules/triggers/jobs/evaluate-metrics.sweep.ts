import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { ActOnFindings } from '../operations/acting/act-on-findings.operation.js';
import { FlagSlowReactions } from '../operations/flag-slow-reactions.operation.js';
import { JudgeDueSeries } from '../operations/judging/judge-due-series.operation.js';

/** Judges every rule of which a period has closed, also where no point has come, and acts on what they find together. */
@Sweeps('evaluate-metrics')
export class EvaluateMetrics implements Sweep {
  constructor(
    private readonly judgeDueSeries: JudgeDueSeries,
    private readonly actOnFindings: ActOnFindings,
    private readonly flagSlowReactions: FlagSlowReactions,
  ) {}

  async run(now: Date): Promise<number> {
    const { judged, failures } = await this.judgeDueSeries.run(now);
    await this.actOnFindings.run();
    await this.flagSlowReactions.run(now);
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
    return judged;
  }
}
