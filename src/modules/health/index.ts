import { type DynamicModule, Module } from '@nestjs/common';

import { HealthController } from './http/health.controller.js';
import { Metrics } from './queries/metrics.query.js';
import { MIGRATION_NUMBERS, Readiness } from './queries/readiness.query.js';

export { listenForScrapes, mountMetrics } from './http/metrics-endpoint.js';
export { Metrics } from './queries/metrics.query.js';
export { Readiness } from './queries/readiness.query.js';

/** Whether the product works, for load balancers, monitors and Prometheus. */
@Module({})
export class HealthModule {
  /** @param migrations the numbers of those that this version consists of */
  static with(migrations: readonly number[]): DynamicModule {
    const providers = [Readiness, Metrics, { provide: MIGRATION_NUMBERS, useValue: migrations }];
    return { module: HealthModule, controllers: [HealthController], providers };
  }
}
