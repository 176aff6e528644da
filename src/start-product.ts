import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import type { Config } from './config/index.js';
import { createApp, type ProductLogger } from './create-app.js';
import { type Clock, systemClock } from './kernel/time/index.js';
import { migrateDatabase } from './migrate.js';
import { OfferFirstAdmin } from './modules/people/index.js';
import { serveOpenApi } from './open-api.js';
import { startEmbeddedPostgres } from './platform/database/embedded/index.js';
import type { Timetable } from './platform/jobs/index.js';
import { TerminalLogger } from './platform/logging/index.js';
import { listenProblem } from './start-problems.js';

export interface Product {
  readonly app: NestFastifyApplication;
  /** Where it answers. */
  readonly url: string;
  /** Makes the first account; null when there is one. */
  readonly firstAdmin: { readonly token: string; readonly link: string } | null;
  stop(): Promise<void>;
}

export interface ProductSettings {
  readonly config: Config;
  readonly clock?: Clock;
  readonly timetable?: Timetable;
  readonly logger?: ProductLogger;
  /** Told what is being done while it takes long. */
  readonly onProgress?: (step: string) => void;
  /** Aborted when nobody wants the start any more: it is undone at the next step, and the signal's reason thrown. */
  readonly interrupted?: AbortSignal;
}

/**
 * The whole product in this process: database (embedded unless one is configured), migrations, HTTP and jobs.
 *
 * @throws Error in one line that a person at the terminal can act on; nothing is left running then
 */
export async function startProduct(settings: ProductSettings): Promise<Product> {
  const { config, clock = systemClock, timetable, logger = new TerminalLogger(), onProgress, interrupted } = settings;
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const part of stops.splice(0).reverse()) await part();
  };
  const step = (name: string): void => {
    interrupted?.throwIfAborted();
    onProgress?.(name);
  };
  try {
    let { databaseUrl, migrationDatabaseUrl: ownerUrl } = config;
    if (databaseUrl === undefined) {
      step('starting the embedded database');
      const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir });
      stops.push(() => embedded.stop());
      databaseUrl = embedded.applicationUrl;
      ownerUrl = embedded.url;
    }
    step('migrating the database');
    await migrateDatabase(ownerUrl ?? databaseUrl, databaseUrl);
    step('starting HTTP and jobs');
    const app = await createApp({ config: { ...config, databaseUrl }, clock, runsJobs: true, timetable }, logger);
    stops.push(() => app.close());
    serveOpenApi(app);
    const url = await listen(app, config);
    return { app, url, firstAdmin: await offerFirstAdmin(app, url), stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

/** @returns where it answers, as a browser on this machine would type it */
async function listen(app: NestFastifyApplication, config: Config): Promise<string> {
  await app.listen(config.port, config.host).catch((error: unknown) => {
    throw listenProblem(config, error);
  });
  return (await app.getUrl()).replace('[::1]', '127.0.0.1');
}

async function offerFirstAdmin(app: NestFastifyApplication, url: string): Promise<Product['firstAdmin']> {
  const offer = app.get(OfferFirstAdmin);
  const token = await offer.run();
  return token === null ? null : { token, link: offer.linkFor(token, url) };
}
