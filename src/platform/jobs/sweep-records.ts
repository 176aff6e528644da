import { Injectable } from '@nestjs/common';

import { Transactions } from '../database/index.js';
import { DeadLetters } from './dead-letters.js';
import type { SweepRun } from './sweep-run.entity.js';

export type Outcome = Omit<SweepRun, 'name'>;

const RAN = `
  INSERT INTO sweep_runs (name, started_at, took_ms, acted, failed_once, failed_workspaces)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at, took_ms = excluded.took_ms, acted = excluded.acted,
    failed_once = excluded.failed_once, failed_workspaces = excluded.failed_workspaces`;

/** Keeps how sweeps went: the last run of each, and where it fails. */
@Injectable()
export class SweepRecords {
  constructor(
    private readonly transactions: Transactions,
    private readonly deadLetters: DeadLetters,
  ) {}

  /** Until when parts that failed are left alone, by `part workspace`. */
  async resting(sweep: string): Promise<Map<string, Date>> {
    const rows = await this.transactions.reader.query<{ workspaceId: string; part: string; until: Date }[]>(
      'SELECT workspace_id AS "workspaceId", part, next_attempt_at AS until FROM doors.failing_sweeps($1)',
      [sweep],
    );
    return new Map(rows.map(({ workspaceId, part, until }) => [`${part} ${workspaceId}`, until]));
  }

  async ran(name: string, { startedAt, tookMs, acted, failedOnce, failedWorkspaces }: Outcome): Promise<void> {
    const values = [name, startedAt, tookMs, acted, failedOnce, failedWorkspaces];
    await this.transactions.reader.query(RAN, values);
  }

  async failed(workspaceId: string, part: string, error: unknown, at: Date): Promise<void> {
    await this.transactions.run((tx) => this.deadLetters.sweepFailed(tx, workspaceId, part, error, at));
  }

  async succeeded(workspaceId: string, part: string, at: Date): Promise<void> {
    await this.transactions.run((tx) => this.deadLetters.sweepSucceeded(tx, workspaceId, part, at));
  }
}
