import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

import type { Counted, RequestCounter } from './request-counter.js';

const DURATION_SECONDS = 60;
const RETRY_LIMIT_MS = 2_000;
/** No request waits longer for its count than this. */
const ANSWER_LIMIT_MS = 250;

/** Counts in Redis with every request; in the process, which lets through as many each, while Redis is away. */
export class RedisCounter implements RequestCounter {
  private readonly limiters = new Map<number, RateLimiterRedis>();
  private readonly client: Redis;

  constructor(redisUrl: string) {
    this.client = new Redis(redisUrl, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: ANSWER_LIMIT_MS,
      retryStrategy: (attempt) => Math.min(attempt * 100, RETRY_LIMIT_MS),
    });
    // The job queue on the same Redis says that it is away.
    this.client.on('error', () => undefined);
  }

  async count(subject: string, limit: number): Promise<Counted> {
    const { consumedPoints, msBeforeNext } = await this.consume(subject, limit);
    return { requests: consumedPoints, secondsLeft: Math.max(1, Math.ceil(msBeforeNext / 1_000)) };
  }

  async close(): Promise<void> {
    this.client.disconnect();
  }

  /** The library throws the count when it is over the limit. */
  private async consume(subject: string, limit: number): Promise<RateLimiterRes> {
    try {
      return await this.limiterFor(limit).consume(subject);
    } catch (thrown) {
      if (thrown instanceof RateLimiterRes) return thrown;
      throw thrown;
    }
  }

  private limiterFor(limit: number): RateLimiterRedis {
    const known = this.limiters.get(limit);
    if (known) return known;
    const made = new RateLimiterRedis({
      storeClient: this.client,
      rejectIfRedisNotReady: true,
      keyPrefix: 'shewhart:requests',
      points: limit,
      duration: DURATION_SECONDS,
      insuranceLimiter: new RateLimiterMemory({ points: limit, duration: DURATION_SECONDS }),
    });
    this.limiters.set(limit, made);
    return made;
  }
}
