import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type Job, type Queue, WaitingError, type Worker } from 'bullmq';
import { DataSource } from 'typeorm';

import { CONFIG, type Config } from '../../config/index.js';
import { DATABASE_URL, exclusively } from '../database/index.js';
import type { JobBackend } from './job-backend.js';
import {
  type Attempt,
  attemptOf,
  type EventJob,
  eventJobs,
  type EventsAtHand,
  eventsOf,
  type QueuedEvent,
} from './event-jobs.js';
import { JOB_PLAN } from './job-plan.js';
import { OncePerMinute } from './once-per-minute.js';
import { postgresBackend } from './postgres-backend.js';
import { depthOf, type QueueDepths } from './queue-depths.js';
import { redisBackend } from './redis-backend.js';
import { within } from './within.js';
import { WorkInHand } from './work-in-hand.js';

const KEEP = { removeOnComplete: { age: 3_600, count: 10_000 }, removeOnFail: true };
const ANSWER_LIMIT_MS = 2_000;
// Any number that no other lock on the same database has.
const TIMETABLE_LOCK = 7_345_003;

/** Of which PostgreSQL has a sequence each, made by the migrations. */
export const QUEUES = ['events', 'sweeps'] as const;
type QueueName = (typeof QUEUES)[number];

interface Opened {
  readonly backend: JobBackend;
  readonly events: Queue<EventJob>;
  readonly sweeps: Queue;
}

/**
 * The product's two queues, on PostgreSQL or, when REDIS_URL is set, on Redis: one API, two backends. Nothing is opened
 * before somebody uses it: a process that only serves HTTP needs no queue.
 */
@Injectable()
export class JobQueues implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly log = new Logger(JobQueues.name);
  private readonly complaints = new OncePerMinute(this.log);
  private readonly workers: Worker[] = [];
  private readonly inHand = new WorkInHand();
  private opened: Opened | undefined;
  private connected = false;
  private stopping = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DATABASE_URL) private readonly databaseUrl: string,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * Makes sure that the queues can be reached.
   *
   * @throws Error in one line when they cannot
   */
  async connect(onReturn: () => void): Promise<void> {
    const { backend } = this.open();
    await backend.connect();
    this.connected = true;
    backend.onReturn(onReturn);
  }

  /** Queues events, in the order in which they are given; one that is queued already stays as it is. */
  async addEvents(events: readonly QueuedEvent[]): Promise<void> {
    await this.open().events.addBulk(eventJobs(events));
  }

  /**
   * Makes the timetable in the queue the one that is given. One process at a time, and an entry that is there already is
   * left alone: two that put up the same entry at once, or while its tick runs, would make it tick twice for ever.
   */
  async scheduleSweeps(everyMs: ReadonlyMap<string, number>): Promise<void> {
    const { sweeps } = this.open();
    await exclusively(this.dataSource, TIMETABLE_LOCK, async () => {
      const there = await sweeps.getJobSchedulers();
      const stale = there.map(({ key }) => key).filter((key) => !everyMs.has(key));
      await Promise.all(stale.map((key) => sweeps.removeJobScheduler(key)));
      for (const [name, every] of everyMs) {
        const entry = there.find(({ key }) => key === name);
        const alive = entry?.every === every && (entry.next ?? 0) > Date.now() - every;
        if (!alive) await sweeps.upsertJobScheduler(name, { every }, { name, opts: KEEP });
      }
    });
  }

  /** Whether so many events wait already that more would only make the queue longer. */
  async isFull(): Promise<boolean> {
    return (await depthOf(this.open().events)).waiting >= JOB_PLAN.events.mostWaiting;
  }

  /**
   * How many jobs are in each queue.
   *
   * @throws Error when the queue does not answer within two seconds
   */
  async depths(): Promise<QueueDepths> {
    const { backend, events, sweeps } = this.open();
    return within(ANSWER_LIMIT_MS, async () => {
      // One that only serves HTTP has not asked before.
      if (!this.connected) await backend.connect();
      const [ofEvents, ofSweeps] = await Promise.all([depthOf(events), depthOf(sweeps)]);
      return { events: ofEvents, sweeps: ofSweeps };
    });
  }

  /**
   * @param work answers whether it did all of it; it may leave what is left to a later turn, and should when `givesWay`
   *   says so
   */
  workEvents(work: (events: EventsAtHand, attempt: Attempt, givesWay: () => boolean) => Promise<boolean>): void {
    const run = async (job: Job<EventJob>): Promise<void> => {
      const turnEnds = performance.now() + JOB_PLAN.events.turnMs;
      const givesWay = (): boolean => this.stopping || performance.now() > turnEnds;
      if (await work(eventsOf(job), attemptOf(job), givesWay)) return;
      await job.moveToWait(job.token);
      throw new WaitingError();
    };
    this.openWorker('events', run, JOB_PLAN.events.concurrency);
  }

  workSweeps(work: (name: string) => Promise<void>): void {
    this.openWorker('sweeps', (job) => work(job.name), 1);
  }

  /** From here on a job of many events ends with the one that is at hand. */
  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  /** Lets running jobs finish, then closes workers, queues and their connections. The database is still there. */
  async onApplicationShutdown(): Promise<void> {
    if (!this.opened) return;
    const { backend, events, sweeps } = this.opened;
    this.opened = undefined;
    this.connected = false;
    const workersClosed = Promise.all(this.workers.map(closeWorker));
    await this.inHand.finish(workersClosed.then(() => Promise.all([events.close(), sweeps.close()])));
    await this.inHand.finish(backend.close());
  }

  private open(): Opened {
    if (!this.opened) {
      const { redisUrl } = this.config;
      const backend = redisUrl === undefined ? postgresBackend(this.databaseUrl) : redisBackend(redisUrl);
      this.opened = { backend, events: backend.openQueue('events'), sweeps: backend.openQueue('sweeps') };
      // Without a listener a lost connection would end the process; callers see their own failed calls.
      for (const queue of [this.opened.events, this.opened.sweeps]) queue.on('error', (error) => this.complain(error));
    }
    return this.opened;
  }

  private openWorker<Data>(name: QueueName, work: (job: Job<Data>) => Promise<void>, concurrency: number): void {
    const worker = this.open().backend.openWorker<Data>(name, (job) => this.inHand.hold(work(job)), concurrency);
    worker.on('failed', (job, error) => this.log.error(`${name}: ${job?.id} failed: ${error.message}`));
    worker.on('error', (error) => this.complain(error));
    this.workers.push(worker);
  }

  /** Before the first connection and after the last, trouble is expected, or told by whoever waits for it. */
  private complain(error: Error): void {
    if (!this.connected) return;
    this.complaints.warn(`the job queue is in trouble: ${error.message || (error as NodeJS.ErrnoException).code}`);
  }
}

/** One that is still starting would take a connection after it was closed, and never give it back. */
async function closeWorker(worker: Worker): Promise<void> {
  await worker.waitUntilReady().catch(() => undefined);
  await worker.close();
}
