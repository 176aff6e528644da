import type { LoggerService } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import type { Config } from './config/index.js';
import { createApp, quietLogger } from './create-app.js';
import { type Clock, systemClock } from './kernel/time/index.js';
import { migrateDatabase } from './migrate.js';
import { OfferFirstAdmin } from './modules/people/index.js';
import { serveOpenApi } from './open-api.js';
import { startEmbeddedPostgres } from './platform/database/embedded/index.js';
import type { Timetable } from './platform/jobs/index.js';

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
  readonly logger?: LoggerService;
  /** Told what is being done while it takes long. */
  readonly onProgress?: (step: string) => void;
}

/** The whole product in this process: database (embedded unless one is configured), migrations, HTTP and jobs. */
export async function startProduct(settings: ProductSettings): Promise<Product> {
  const { clock = systemClock, timetable, logger = quietLogger(), onProgress = () => undefined } = settings;
  const embedded =
    settings.config.databaseUrl === undefined ? await startEmbedded(settings.config, onProgress) : undefined;
  const databaseUrl = settings.config.databaseUrl ?? embedded?.url;
  const config = { ...settings.config, databaseUrl };
  let app: NestFastifyApplication | undefined;
  const stop = async (): Promise<void> => {
    await app?.close();
    await embedded?.stop();
  };
  try {
    onProgress('migrating the database');
    await migrateDatabase(databaseUrl ?? '');
    app = await createApp({ config, clock, runsJobs: true, timetable }, logger);
    serveOpenApi(app);
    await app.listen(config.port, config.host);
    const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    const offer = app.get(OfferFirstAdmin);
    const token = await offer.run();
    return { app, url, firstAdmin: token === null ? null : { token, link: offer.linkFor(token, url) }, stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw explained(error, config);
  }
}

async function startEmbedded({ dataDir }: Config, onProgress: (step: string) => void) {
  onProgress('starting the embedded database');
  return startEmbeddedPostgres({ dataDir });
}

function explained(error: unknown, { host, port, databaseUrl }: Config): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'listen' && code === 'EADDRINUSE')
    return new Error(`port ${port} on ${host} is in use: set PORT to another`);
  if (syscall === 'listen' && code === 'EACCES')
    return new Error(`port ${port} needs more rights: set PORT to another`);
  if (syscall === 'listen') return new Error(`cannot listen on ${host}:${port} (${code}): check HOST and PORT`);
  if (code === undefined && !(error instanceof AggregateError)) return error;
  if (databaseUrl === undefined) return error;
  const { hostname, port: databasePort, pathname } = new URL(databaseUrl);
  const reason = error instanceof Error && error.message ? error.message : code;
  return new Error(`the database ${hostname}:${databasePort || 5432}${pathname} cannot be used: ${reason}`);
}
