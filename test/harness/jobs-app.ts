import { type INestApplicationContext, type LoggerService, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';

import { ConfigModule } from '../../src/config/index.js';
import { SettableClock } from '../../src/kernel/time/index.js';
import { DatabaseModule, newId } from '../../src/platform/database/index.js';
import { DeadLetter, JobsModule, SweepRun, type Timetable } from '../../src/platform/jobs/index.js';
import { TerminalLogger } from '../../src/platform/logging/index.js';
import { OutboxEffect, OutboxEvent, OutboxModule } from '../../src/platform/outbox/index.js';
import { specConfig } from './spec-product.js';

export interface JobsAppSettings {
  readonly databaseUrl: string;
  readonly redisUrl?: string | undefined;
  /** Reactions and sweeps of the spec. */
  readonly providers?: Type[];
  readonly timetable?: Timetable;
  readonly runsJobs?: boolean;
  readonly clock?: SettableClock;
  readonly logger?: LoggerService;
}

@Module({})
class SpecModule {}

/** One worker process's worth of jobs and outbox, with reactions and sweeps of the spec's own and without the product. */
export async function startJobsApp(settings: JobsAppSettings): Promise<INestApplicationContext> {
  const { databaseUrl, redisUrl, providers = [], timetable = {}, runsJobs = true } = settings;
  const clock = settings.clock ?? new SettableClock(new Date());
  const root = {
    module: SpecModule,
    imports: [
      ConfigModule.with(specConfig(databaseUrl, redisUrl), clock),
      DatabaseModule.with([OutboxEvent, OutboxEffect, DeadLetter, SweepRun]),
      JobsModule.with({ runsJobs, timetable }),
      OutboxModule,
    ],
    providers,
  };
  return NestFactory.createApplicationContext(root, {
    logger: settings.logger ?? new TerminalLogger(() => undefined),
    abortOnError: false,
  });
}

/** Records events of one workspace as an operation would. */
export async function recordEvents(sql: DataSource, type: string, count = 1): Promise<number[]> {
  const rows = await sql.query<{ id: number }[]>(
    `INSERT INTO outbox_events (workspace_id, type, payload, occurred_at)
     SELECT $3, $1, '{}', now() FROM generate_series(1, $2) RETURNING id`,
    [type, count, newId()],
  );
  return rows.map(({ id }) => id);
}
