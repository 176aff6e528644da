import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';

import { DeadLetters } from './dead-letters.js';
import { Heartbeat } from './heartbeat.js';
import { JobFigures } from './job-figures.js';
import { JobQueues } from './job-queues.js';
import { RUNS_JOBS, TIMETABLE } from './job-settings.js';
import { RemoveSettledLetters } from './remove-settled-letters.sweep.js';
import { SweepRecords } from './sweep-records.js';
import { SweepRunner } from './sweep-runner.js';
import { DEFAULT_TIMETABLE, type Timetable } from './timetable.js';

@Module({})
export class JobsModule {
  static with(settings: { readonly runsJobs: boolean; readonly timetable?: Timetable }): DynamicModule {
    return {
      module: JobsModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        DeadLetters,
        Heartbeat,
        JobFigures,
        JobQueues,
        SweepRecords,
        SweepRunner,
        RemoveSettledLetters,
        { provide: RUNS_JOBS, useValue: settings.runsJobs },
        { provide: TIMETABLE, useValue: settings.timetable ?? DEFAULT_TIMETABLE },
      ],
      exports: [DeadLetters, JobFigures, JobQueues, SweepRunner, RUNS_JOBS, TIMETABLE],
    };
  }
}
