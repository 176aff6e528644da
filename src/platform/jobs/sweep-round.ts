import type { WorkspaceRef } from '../../kernel/actor/index.js';
import { rests } from './job-plan.js';
import type { Sweep, SweepScope } from './sweep.js';
import type { Outcome, SweepRecords } from './sweep-records.js';

export interface SweepPart {
  /** The sweep's and the class's: `flag-overdue/FlagOverdueTasks`. */
  readonly name: string;
  readonly sweep: Sweep;
  readonly scope: SweepScope;
}

/** One run of a sweep through its parts and workspaces, and what came of it. */
export class SweepRound {
  private readonly failures: unknown[] = [];
  private readonly failedIn = new Set<string>();
  private failedOnce = 0;
  private acted = 0;

  /** @param resting until when parts that failed are left alone, by part and workspace */
  constructor(
    private readonly records: SweepRecords,
    private readonly now: Date,
    private readonly resting: ReadonlyMap<string, Date>,
  ) {}

  async once({ sweep }: SweepPart): Promise<void> {
    try {
      this.acted += await sweep.run(this.now);
    } catch (error) {
      this.failedOnce += 1;
      this.failures.push(error);
    }
  }

  async inWorkspace({ name, sweep }: SweepPart, workspace: WorkspaceRef): Promise<void> {
    const { id: workspaceId } = workspace;
    const until = this.resting.get(`${name} ${workspaceId}`);
    if (until && rests(until, this.now)) return void this.failedIn.add(workspaceId);
    try {
      this.acted += await sweep.run(this.now, workspace);
      if (until) await this.records.succeeded(workspaceId, name, this.now);
    } catch (error) {
      this.failures.push(error);
      this.failedIn.add(workspaceId);
      await this.records.failed(workspaceId, name, error, this.now).catch((lost: unknown) => this.failures.push(lost));
    }
  }

  /** @param tookMs how long all of it took */
  outcome(tookMs: number): Outcome {
    const { now, acted, failedOnce, failedIn } = this;
    return { startedAt: now, tookMs: Math.round(tookMs), acted, failedOnce, failedWorkspaces: failedIn.size };
  }

  /** @throws AggregateError when a part failed */
  throwFailures(): void {
    if (this.failures.length > 0) throw new AggregateError(this.failures, this.failures.map(String).join('; '));
  }
}
