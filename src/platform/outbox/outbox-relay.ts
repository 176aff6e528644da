import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import { CLOCK } from '../../config/index.js';
import type { Clock } from '../../kernel/time/index.js';
import { Transactions } from '../database/index.js';
import type { QueuedEvent } from '../jobs/event-jobs.js';
import { JobQueues } from '../jobs/job-queues.js';
import { RUNS_JOBS } from '../jobs/job-settings.js';
import { OncePerMinute } from '../jobs/once-per-minute.js';
import { Rounds } from '../jobs/rounds.js';

const BATCH = 500;
const IDLE_MS = 200;
const AFTER_FAILURE_MS = 1_000;
const RECOVER_EVERY_MS = 60_000;
/** An event that has been queued for so long is handed over again; where its job still exists, that changes nothing. */
const OVERDUE_MINUTES = 10;

// By the doors alone: a relay takes events of every workspace and sees nothing of them but whose they are. A claim is a lease:
// one that a relay took with it when it was killed ends by itself. It is told by the database's clock, the same for all
// relays; one from the future was written before that clock was set back. Rows that another relay is just taking are
// passed over, so two relays never take the same event.
const CLAIM = `SELECT id, workspace_id AS "workspaceId", priority, is_again AS "isAgain" FROM doors.claim_events(${BATCH})`;
const HANDED_OVER = 'SELECT doors.events_handed_over($1, $2)';
const GIVE_BACK = 'SELECT doors.give_back_events($1)';
const RECOVER = `SELECT FROM doors.recover_events($1, ${BATCH})`;

/**
 * Hands committed events to the job queue. An event is claimed for some seconds, queued, then marked as handed over, with
 * no transaction open meanwhile. What a relay loses between the first and the last is claimed again by the next; what is
 * lost with the queue itself is found unfinished later. The job id is the event's, and each reaction's effect has a key in
 * the database, so nothing is lost and nothing happens twice.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly complaints = new OncePerMinute(new Logger(OutboxRelay.name));
  private readonly rounds = new Rounds();
  private recoverAt = 0;
  /** Whether there was something to hand over last time. */
  private isBusy = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly queues: JobQueues,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RUNS_JOBS) private readonly runsJobs: boolean,
  ) {}

  onApplicationBootstrap(): void {
    if (this.runsJobs) this.rounds.start(() => this.round());
  }

  /** Runs before the queues are closed, since this module comes after theirs. */
  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  /**
   * Hands over one batch, unless the queue is full already: a flood of events stays in the outbox, and slows nobody but
   * itself. Answers how many there were.
   */
  async handOverSome(): Promise<number> {
    // An idle relay need not ask how deep the queue is: one batch more does no harm.
    if (this.isBusy && (await this.queues.isFull())) return 0;
    const count = await this.handOver();
    this.isBusy = count > 0;
    return count;
  }

  /** Hands over one batch, what people did first, and then oldest first. Answers how many there were. */
  async handOver(): Promise<number> {
    const events = await this.claim();
    if (events.length === 0) return 0;
    const ids = events.map(({ id }) => id);
    try {
      await this.queues.addEvents(events);
    } catch (error) {
      await this.transactions.reader.query(GIVE_BACK, [ids]);
      throw error;
    }
    await this.transactions.reader.query(HANDED_OVER, [ids, this.clock.now()]);
    return ids.length;
  }

  /** Lets events be handed over again that were on their way for too long. Answers how many. */
  async recover(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - OVERDUE_MINUTES * 60_000);
    let recovered = 0;
    for (let batch = BATCH; batch === BATCH && !this.rounds.isStopped; recovered += batch) {
      batch = (await this.transactions.reader.query<unknown[]>(RECOVER, [before])).length;
    }
    return recovered;
  }

  private async claim(): Promise<QueuedEvent[]> {
    const events = await this.transactions.reader.query<QueuedEvent[]>(CLAIM);
    return events.sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0) || a.id - b.id);
  }

  private async round(): Promise<number> {
    if (Date.now() >= this.recoverAt) {
      this.recoverAt = Date.now() + RECOVER_EVERY_MS;
      await this.recover().catch((error: unknown) => this.complain(error));
    }
    return this.handOverOrComplain();
  }

  private async handOverOrComplain(): Promise<number> {
    try {
      return (await this.handOverSome()) === BATCH ? 0 : IDLE_MS;
    } catch (error) {
      this.complain(error);
      return AFTER_FAILURE_MS;
    }
  }

  private complain(error: unknown): void {
    if (!this.rounds.isStopped)
      this.complaints.warn(`events wait in the outbox until the job queue takes them: ${String(error)}`);
  }
}
