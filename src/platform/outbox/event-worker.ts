import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Worker } from 'bullmq';

import { RUNS_JOBS } from '../jobs/job-settings.js';
import { JobQueues } from '../jobs/job-queues.js';
import { Reactions } from './reactions.js';

const CONCURRENCY = 8;

/** Takes events off the queue and lets the reactions run. */
@Injectable()
export class EventWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(EventWorker.name);
  private worker: Worker | undefined;

  constructor(
    private readonly queues: JobQueues,
    private readonly reactions: Reactions,
    @Inject(RUNS_JOBS) private readonly runsJobs: boolean,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.runsJobs) return;
    this.worker = this.queues.workEvents((eventId) => this.reactions.runFor(eventId), CONCURRENCY);
    this.worker.on('failed', (job, error) => this.log.error(`event ${job?.id}: ${error.message}`));
    this.worker.on('error', (error) => this.log.error(error.message));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.worker?.close();
  }
}
