import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

import { AppModule, type AppSettings } from './app.module.js';
import { IDENTITY, type IdentityProvider, mountIdentity } from './modules/people/index.js';
import { prepareServer, serverOptions } from './platform/http/index.js';
import { logRequests, type RequestLine } from './platform/logging/index.js';

/** Where the product writes what happens; with `request`, also each request that was answered. */
export type ProductLogger = LoggerService & { request?(line: RequestLine): void };

/** The whole product as one application, not yet listening. With `runsJobs` it works jobs from `init` on. */
export async function createApp(settings: AppSettings, logger: ProductLogger): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(serverOptions(settings.config.bodyLimit));
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings), adapter, {
    logger,
    abortOnError: false,
    // Nest's own parsers would take forms as well.
    bodyParser: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  if (logger.request) logRequests(fastify, (line) => logger.request?.(line));
  prepareServer(fastify);
  mountIdentity(fastify, app.get<IdentityProvider>(IDENTITY));
  return app;
}
