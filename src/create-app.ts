import { ConsoleLogger, type LoggerService, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

import { AppModule, type AppSettings } from './app.module.js';
import { IDENTITY, type IdentityProvider, mountIdentity } from './modules/people/index.js';
import { prepareServer, serverOptions } from './platform/http/index.js';

/** The whole product as one application, not yet listening. With `runsJobs` it works jobs from `init` on. */
export async function createApp(
  settings: AppSettings,
  logger: LoggerService = jsonLogger(),
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(serverOptions(settings.config.bodyLimit));
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings), adapter, {
    logger,
    abortOnError: false,
    // Nest's own parsers would take forms as well.
    bodyParser: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  prepareServer(fastify);
  mountIdentity(fastify, app.get<IdentityProvider>(IDENTITY));
  return app;
}

const LEVELS: LogLevel[] = ['log', 'warn', 'error', 'fatal'];

/** One JSON object a line, for machines that collect logs. */
export function jsonLogger(): LoggerService {
  return new ConsoleLogger({ json: true, logLevels: LEVELS });
}

/** Only what somebody at the terminal must know. */
export function quietLogger(): LoggerService {
  return new ConsoleLogger({ logLevels: ['warn', 'error', 'fatal'] });
}
