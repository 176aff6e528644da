import { Global, Module } from '@nestjs/common';

import { RemoveOldCounts } from './remove-old-counts.sweep.js';
import { RequestLimits } from './request-limits.js';

/** How many requests a minute each caller is answered. */
@Global()
@Module({ providers: [RequestLimits, RemoveOldCounts], exports: [RequestLimits] })
export class RateLimitsModule {}
