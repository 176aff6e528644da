import type { Job, Queue, Worker } from 'bullmq';

/**
 * How soon the jobs of a killed worker run again: their locks end after ten seconds, and other workers look for them every
 * five. A running worker renews its locks. However often workers die, a job is never given up for it: effects have keys.
 */
export const TAKE_OVER = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 1_000 };

/** Where queues live: PostgreSQL or Redis. Both keep the same promises, and the same specs run on both. */
export interface JobBackend {
  openQueue(name: string): Queue;
  openWorker<Data>(name: string, work: (job: Job<Data>) => Promise<void>, concurrency: number): Worker;
  /** @throws Error in one line when it cannot be reached within some seconds */
  connect(): Promise<void>;
  /** Calls back whenever a lost connection is there again: what the other side forgot meanwhile can be told again. */
  onReturn(callback: () => void): void;
  /** Lets the connections go, after the queues and workers on them are closed. */
  close(): Promise<void>;
}
