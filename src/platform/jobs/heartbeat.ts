import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import { newId, Transactions } from '../database/index.js';
import { RUNS_JOBS } from './job-settings.js';
import { Rounds } from './rounds.js';

const BEAT_MS = 10_000;

const BEAT = `
  WITH gone AS (DELETE FROM workers WHERE seen_at < now() - interval '1 day')
  INSERT INTO workers (id, started_at, seen_at) VALUES ($1, now(), now())
  ON CONFLICT (id) DO UPDATE SET seen_at = now()`;

/** Lets others see that this process works jobs. */
@Injectable()
export class Heartbeat implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly id = newId();
  private readonly rounds = new Rounds();

  constructor(
    private readonly transactions: Transactions,
    @Inject(RUNS_JOBS) private readonly runsJobs: boolean,
  ) {}

  onApplicationBootstrap(): void {
    if (this.runsJobs) this.rounds.start(() => this.beat());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
    if (!this.runsJobs) return;
    await this.transactions.reader.query('DELETE FROM workers WHERE id = $1', [this.id]).catch(() => undefined);
  }

  private async beat(): Promise<number> {
    // Who cannot reach the database works no jobs, and need not be seen.
    await this.transactions.reader.query(BEAT, [this.id]).catch(() => undefined);
    return BEAT_MS;
  }
}
