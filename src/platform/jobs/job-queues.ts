import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import {
  createPostgresBackend,
  type Job,
  type JobProgress,
  type PostgresConnectionOptions,
  type PostgresPoolConfig,
  type PostgresQueueBackend,
  Queue,
  Worker,
} from 'bullmq';
import { Redis } from 'ioredis';

import { CONFIG, type Config } from '../../config/index.js';

/** Connections of each queue and worker to PostgreSQL, beside the one that listens. */
const QUEUE_CONNECTIONS = 3;

/**
 * How soon the jobs of a killed worker run again: their locks end after ten seconds, and other workers look for them every
 * five. A running worker renews its locks. However often workers die, a job is never given up for it: effects have keys.
 */
const TAKE_OVER = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 1_000 };

const KEEP_DONE = { age: 3_600, count: 10_000 };
const KEEP_FAILED = { age: 14 * 24 * 3_600 };

interface EventJob {
  readonly eventId: number;
}

/** The product's two queues, on PostgreSQL or, when REDIS_URL is set, on Redis: one API, two backends. */
@Injectable()
export class JobQueues implements OnApplicationShutdown {
  private readonly log = new Logger(JobQueues.name);
  private readonly redis: Redis | undefined;
  private readonly events: Queue<EventJob>;
  private readonly sweeps: Queue;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    // BullMQ's blocking reads wait for as long as it takes, so ioredis may not give up after some retries.
    this.redis = config.redisUrl === undefined ? undefined : new Redis(config.redisUrl, { maxRetriesPerRequest: null });
    this.events = this.openQueue('events');
    this.sweeps = this.openQueue('sweeps');
  }

  /** Queues events by their ids; one that is queued already stays as it is. */
  async addEvents(eventIds: readonly number[]): Promise<void> {
    await this.events.addBulk(
      eventIds.map((eventId) => ({
        name: 'event',
        data: { eventId },
        opts: {
          jobId: `event-${eventId}`,
          attempts: 8,
          backoff: { type: 'exponential', delay: 500 },
          removeOnComplete: KEEP_DONE,
          removeOnFail: KEEP_FAILED,
        },
      })),
    );
  }

  /** Puts a sweep on the timetable; the same name again moves it. */
  async scheduleSweep(name: string, everyMs: number): Promise<void> {
    await this.sweeps.upsertJobScheduler(
      name,
      { every: everyMs },
      { name, opts: { removeOnComplete: KEEP_DONE, removeOnFail: KEEP_FAILED } },
    );
  }

  /** Takes every sweep off the timetable whose name is not among those given. */
  async unscheduleOthers(names: readonly string[]): Promise<void> {
    const schedulers = await this.sweeps.getJobSchedulers();
    const stale = schedulers.map(({ key }) => key).filter((key) => !names.includes(key));
    await Promise.all(stale.map((key) => this.sweeps.removeJobScheduler(key)));
  }

  workEvents(work: (eventId: number) => Promise<void>, concurrency: number): Worker {
    return this.openWorker('events', (job: Job<EventJob>) => work(job.data.eventId), concurrency);
  }

  workSweeps(work: (name: string) => Promise<void>): Worker {
    return this.openWorker('sweeps', (job) => work(job.name), 1);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.events.close(), this.sweeps.close()]);
    this.redis?.disconnect();
  }

  private openQueue(name: string): Queue {
    const queue = this.redis
      ? new Queue(name, { connection: this.redis })
      : (new Queue(name, { connection: this.postgres() }, createPostgresBackend) as unknown as Queue);
    // Without a listener a lost connection would end the process; callers see their own failed calls.
    queue.on('error', (error) => this.log.warn(`queue ${name}: ${error.message}`));
    return queue;
  }

  private openWorker<Data>(name: string, work: (job: Job<Data>) => Promise<void>, concurrency: number): Worker {
    return this.redis
      ? new Worker<Data>(name, work, { connection: this.redis, concurrency, ...TAKE_OVER })
      : (new Worker<Data, void, string, PostgresQueueBackend, JobProgress, PostgresConnectionOptions>(
          name,
          work,
          { connection: this.postgres(), concurrency, ...TAKE_OVER },
          createPostgresBackend,
        ) as unknown as Worker);
  }

  private postgres(): PostgresPoolConfig {
    return { connectionString: this.config.databaseUrl, max: QUEUE_CONNECTIONS, application_name: 'shewhart-jobs' };
  }
}
