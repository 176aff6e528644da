import type { JobsShown, SweepFigures } from '../queries/show-jobs.query.js';
import { DeadLetterView } from './dead-letter.view.js';

export class QueueDepthView {
  /** Jobs of the whole product, all workspaces: for a worker to take. */
  waiting!: number;
  active!: number;
  /** Failed before, and due again later. */
  delayed!: number;
}

export class QueuesView {
  events!: QueueDepthView;
  sweeps!: QueueDepthView;
}

export class OutboxView {
  /** Events of this workspace that the queue has not got yet; 10,000 stands for as many or more. */
  waiting!: number;
  /** Events of this workspace that are queued or being worked; likewise. */
  underWay!: number;
  oldestDue!: string | null;
}

export class SweepView {
  name!: string;
  everySeconds!: number;
  /** Null: it has never run. */
  lastRunAt!: string | null;
  tookMs!: number | null;
  /** In this workspace. */
  result!: 'never' | 'done' | 'failed';
  /** By how long the next run is overdue. */
  lagSeconds!: number;
  failing!: DeadLetterView[];

  static of({ name, everyMs, last, lagMs, failing }: SweepFigures): SweepView {
    const hasFailed = failing.length > 0 || (last !== null && last.failedOnce > 0);
    return {
      name,
      everySeconds: everyMs / 1_000,
      lastRunAt: last?.startedAt.toISOString() ?? null,
      tookMs: last?.tookMs ?? null,
      result: last === null ? 'never' : hasFailed ? 'failed' : 'done',
      lagSeconds: Math.round(lagMs / 1_000),
      failing: failing.map((letter) => DeadLetterView.of(letter)),
    };
  }
}

export class JobsView {
  at!: string;
  outbox!: OutboxView;
  /** Null while the job queue cannot be reached. */
  queues!: QueuesView | null;
  /** How many wait for somebody: `jobs/dead-letters`. */
  deadLetters!: number;
  sweeps!: SweepView[];

  static of({ at, outbox, queues, deadLetters, sweeps }: JobsShown): JobsView {
    return {
      at: at.toISOString(),
      outbox: { ...outbox, oldestDue: outbox.oldestDue?.toISOString() ?? null },
      queues: queues && { events: queues.events, sweeps: queues.sweeps },
      deadLetters,
      sweeps: sweeps.map((sweep) => SweepView.of(sweep)),
    };
  }
}
