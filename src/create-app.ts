import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

import { AppModule, type AppSettings } from './app.module.js';
import { Metrics, mountMetrics } from './modules/health/index.js';
import {
  CallerLimits,
  IDENTITY,
  type IdentityProvider,
  limitStrangers,
  mountIdentity,
  SignInThrottle,
} from './modules/people/index.js';
import { prepareServer, refuseOtherSites, sendSecurityHeaders, serverOptions } from './platform/http/index.js';
import { logRequests, type RequestLine } from './platform/logging/index.js';
import { RequestTimes, timeRequests } from './platform/telemetry/index.js';

/** Where the product writes what happens; with `request`, also each request that was answered. */
export type ProductLogger = LoggerService & { request?(line: RequestLine): void };

/** What a page of another site may read of an answer, where CORS_ORIGINS lets it ask at all. */
const EXPOSED_HEADERS = [
  'etag',
  'idempotency-replayed',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'x-request-id',
];

/** The whole product as one application, not yet listening. With `runsJobs` it works jobs from `init` on. */
export async function createApp(settings: AppSettings, logger: ProductLogger): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(serverOptions(settings.config));
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings), adapter, {
    logger,
    abortOnError: false,
    // Nest's own parsers would take forms as well.
    bodyParser: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  if (logger.request) logRequests(fastify, (line) => logger.request?.(line));
  timeRequests(fastify, app.get(RequestTimes));
  prepareServer(fastify);
  await sendSecurityHeaders(fastify, settings.config);
  refuseOtherSites(fastify, settings.config);
  limitStrangers(fastify, app.get(CallerLimits));
  const origin = [...settings.config.corsOrigins];
  if (origin.length > 0) app.enableCors({ origin, credentials: true, exposedHeaders: EXPOSED_HEADERS });
  mountMetrics(fastify, settings.config, app.get(Metrics));
  mountIdentity(fastify, app.get<IdentityProvider>(IDENTITY), app.get(SignInThrottle));
  return app;
}
