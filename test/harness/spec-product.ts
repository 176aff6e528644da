import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';

import type { Config } from '../../src/config/index.js';
import { createApp } from '../../src/create-app.js';
import { SettableClock } from '../../src/kernel/time/index.js';
import { createDataSource } from '../../src/platform/database/index.js';
import { MailSender } from '../../src/platform/mail/index.js';
import { Reactions } from '../../src/platform/outbox/index.js';
import { SweepRunner } from '../../src/platform/jobs/index.js';
import { TerminalLogger } from '../../src/platform/logging/index.js';
import { ENTITIES } from '../../src/schema.js';
import { Given, SPEC_SECRET } from '../factories/given.js';
import { Caller } from './caller.js';
import { createSpecDatabase, type SpecDatabase } from './spec-database.js';

/** A Wednesday, 10:00 in Shanghai. */
export const SPEC_NOW = new Date('2026-11-18T02:00:00Z');

export interface SpecProduct {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly database: SpecDatabase;
  /** The database as its owner sees it: every workspace at once. */
  readonly sql: DataSource;
  readonly clock: SettableClock;
  readonly given: Given;
  /** Somebody without an account. */
  readonly stranger: Caller;
  /** Lets every committed event have its effects now, in this process, without the queue. */
  settle(): Promise<void>;
  /** Runs a sweep of the timetable once, now. */
  sweep(name: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The product as its users meet it: real HTTP on loopback, real PostgreSQL, a clock that the spec sets. Jobs do not run
 * by themselves unless `runsJobs` says so: `settle` and `sweep` run the same code when the spec wants it.
 */
export async function startSpecProduct(
  options: {
    runsJobs?: boolean;
    redisUrl?: string;
    now?: Date;
    config?: Partial<Config>;
    database?: SpecDatabase;
  } = {},
): Promise<SpecProduct> {
  // A second process on the database of another, which drops it.
  const database = options.database ?? (await createSpecDatabase());
  const clock = new SettableClock(options.now ?? SPEC_NOW);
  const config = { ...specConfig(database.applicationUrl, options.redisUrl), ...options.config };
  const app = await createApp({ config, clock, runsJobs: options.runsJobs ?? false }, new TerminalLogger());
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const sql = await openSql(database);
  return {
    app,
    url,
    database,
    sql,
    clock,
    given: new Given(sql, url, clock),
    stranger: new Caller(url),
    settle: () => settle(app, sql),
    sweep: (name) => app.get(SweepRunner).run(name),
    stop: async () => {
      await app.close();
      await sql.destroy();
      if (!options.database) await database.drop();
    },
  };
}

/** The database of a spec, by its owner's login. */
export function openSql({ url }: Pick<SpecDatabase, 'url'>): Promise<DataSource> {
  return createDataSource({ url, entities: ENTITIES, poolSize: 5 }).initialize();
}

/** What a product of specs is configured with. */
export function specConfig(databaseUrl: string, redisUrl?: string): Config {
  return {
    port: 0,
    host: '127.0.0.1',
    dataDir: '.test-data',
    databaseUrl,
    migrationDatabaseUrl: undefined,
    redisUrl,
    smtpUrl: undefined,
    smtpTimeoutMs: 30_000,
    streamHeartbeatMs: 20_000,
    mailFrom: 'Shewhart <shewhart@example.test>',
    publicUrl: 'http://127.0.0.1:3000',
    secret: SPEC_SECRET,
    bodyLimit: 10 * 1024 * 1024,
    corsOrigins: [],
    trustedProxies: [],
    webhookAllowedHosts: [],
    webhookTimeoutMs: 15_000,
    ssoAllowedHosts: [],
    ssoClientSecrets: {},
    metricsToken: undefined,
    metricsPort: undefined,
    metricsHost: '127.0.0.1',
    rateLimits: { person: 0, key: 0, address: 0 },
  };
}

/** Empties the outbox, then the mailbox. */
async function settle(app: NestFastifyApplication, sql: DataSource): Promise<void> {
  // Effects may record events of their own, so go on until none is left.
  for (;;) {
    const events = await sql.query<{ id: number }[]>(
      'SELECT id FROM outbox_events WHERE dispatched_at IS NULL ORDER BY id',
    );
    if (events.length === 0) break;
    for (const { id } of events) {
      await app.get(Reactions).runFor(id);
      await sql.query('UPDATE outbox_events SET dispatched_at = now() WHERE id = $1', [id]);
    }
  }
  const sender = app.get(MailSender);
  while ((await sender.sendDue()).tried > 0);
}
