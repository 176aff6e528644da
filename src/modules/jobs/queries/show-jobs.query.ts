import { Inject, Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';

import { CLOCK } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import {
  DeadLetter,
  JobQueues,
  lagOf,
  type QueueDepths,
  SweepRun,
  TIMETABLE,
  type Timetable,
} from '../../../platform/jobs/index.js';

/** Beyond this nobody needs to know how many. */
const COUNTED = 10_000;

const OUTBOX = `
  SELECT
    (SELECT count(*) FROM (SELECT FROM outbox_events WHERE workspace_id = $1 AND dispatched_at IS NULL LIMIT ${COUNTED}) w) AS waiting,
    (SELECT count(*) FROM (SELECT FROM outbox_events
      WHERE workspace_id = $1 AND finished_at IS NULL AND dispatched_at IS NOT NULL LIMIT ${COUNTED}) u) AS "underWay",
    (SELECT min(occurred_at) FROM outbox_events WHERE workspace_id = $1 AND finished_at IS NULL) AS "oldestDue"`;

export interface OutboxFigures {
  /** Events of this workspace that the queue has not got yet, to 10,000. */
  readonly waiting: number;
  /** Events of this workspace that are queued or being worked, to 10,000. */
  readonly underWay: number;
  /** Since when the oldest of both has waited; null when there is none. */
  readonly oldestDue: Date | null;
}

export interface SweepFigures {
  readonly name: string;
  readonly everyMs: number;
  /** Null: it has never run. */
  readonly last: SweepRun | null;
  /** By how many milliseconds the next run is overdue. */
  readonly lagMs: number;
  /** Its parts that fail in this workspace. */
  readonly failing: readonly DeadLetter[];
}

export interface JobsShown {
  readonly at: Date;
  readonly outbox: OutboxFigures;
  /** Null while the queue cannot be reached. */
  readonly queues: QueueDepths | null;
  readonly deadLetters: number;
  readonly sweeps: readonly SweepFigures[];
}

/** How the work behind the requests goes, as far as it is one workspace's business. */
@Injectable()
export class ShowJobs {
  constructor(
    private readonly transactions: Transactions,
    private readonly queues: JobQueues,
    @Inject(TIMETABLE) private readonly timetable: Timetable,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(workspaceId: string): Promise<JobsShown> {
    const { reader } = this.transactions;
    const [queues, [outbox], deadLetters, sweeps] = await Promise.all([
      this.queues.depths().catch(() => null),
      reader.query<OutboxFigures[]>(OUTBOX, [workspaceId]),
      reader.countBy(DeadLetter, { workspaceId, state: In(['dead', 'retrying']) }),
      this.sweeps(workspaceId),
    ]);
    const none = { waiting: 0, underWay: 0, oldestDue: null };
    return { at: this.clock.now(), outbox: outbox ?? none, queues, deadLetters, sweeps };
  }

  private async sweeps(workspaceId: string): Promise<SweepFigures[]> {
    const { reader } = this.transactions;
    const runs = await reader.find(SweepRun);
    const letters = await reader.findBy(DeadLetter, { workspaceId, kind: 'sweep', settledAt: IsNull() });
    const now = this.clock.now();
    return Object.entries(this.timetable).map(([name, { everyMs }]) => {
      const last = runs.find((run) => run.name === name) ?? null;
      const failing = letters.filter((letter) => letter.name.startsWith(`${name}/`));
      return { name, everyMs, last, lagMs: lagOf(last, everyMs, now), failing };
    });
  }
}
