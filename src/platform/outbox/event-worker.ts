import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';

import { JobQueues } from '../jobs/job-queues.js';
import { RUNS_JOBS } from '../jobs/job-settings.js';
import { Reactions } from './reactions.js';

/** Takes jobs off the queue and lets the reactions to their events run. */
@Injectable()
export class EventWorker implements OnApplicationBootstrap {
  constructor(
    private readonly queues: JobQueues,
    private readonly reactions: Reactions,
    @Inject(RUNS_JOBS) private readonly runsJobs: boolean,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.runsJobs) return;
    this.queues.workEvents((events, attempt, givesWay) => this.reactions.runForAll(events, attempt, givesWay));
  }
}
