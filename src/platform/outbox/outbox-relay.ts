import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import { CLOCK } from '../../config/index.js';
import type { Clock } from '../../kernel/time/index.js';
import { Transactions } from '../database/index.js';
import { RUNS_JOBS } from '../jobs/job-settings.js';
import { JobQueues } from '../jobs/job-queues.js';
import { OutboxEvent } from './outbox-event.entity.js';

const BATCH = 500;
const IDLE_MS = 200;
const AFTER_FAILURE_MS = 1_000;

/**
 * Hands committed events to the job queue. A crash between hand-over and mark hands the same event over again: the job
 * id is the event's, and each reaction's effect has a key in the database, so nothing is lost and nothing happens twice.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(OutboxRelay.name);
  private running: Promise<void> | undefined;
  private stopped = false;
  private wake: () => void = () => undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly queues: JobQueues,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RUNS_JOBS) private readonly runsJobs: boolean,
  ) {}

  onApplicationBootstrap(): void {
    if (this.runsJobs) this.running = this.loop();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
  }

  /** Hands over one batch, oldest first; other relays take other rows. Answers how many there were. */
  async handOver(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const events = await tx
        .createQueryBuilder(OutboxEvent, 'event')
        .select('event.id')
        .where('event.dispatchedAt IS NULL')
        .orderBy('event.id')
        .limit(BATCH)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getMany();
      if (events.length === 0) return 0;
      const ids = events.map(({ id }) => id);
      await this.queues.addEvents(ids);
      await tx.query('UPDATE outbox_events SET dispatched_at = $2 WHERE id = ANY($1)', [ids, this.clock.now()]);
      return ids.length;
    });
  }

  private async loop(): Promise<void> {
    while (!this.stopped) {
      await this.pause(await this.handOverOrReport());
    }
  }

  private async handOverOrReport(): Promise<number> {
    try {
      return (await this.handOver()) === BATCH ? 0 : IDLE_MS;
    } catch (error) {
      if (!this.stopped) this.log.error(`events wait in the outbox: ${String(error)}`);
      return AFTER_FAILURE_MS;
    }
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
