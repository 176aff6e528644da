import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';

import { CLOCK, CONFIG, type Config, type RateLimits } from '../../config/index.js';
import { DomainError } from '../../kernel/errors/index.js';
import type { Clock } from '../../kernel/time/index.js';
import { Transactions } from '../database/index.js';
import type { Reply } from '../http/index.js';
import { DatabaseCounter } from './database-counter.js';
import { RedisCounter } from './redis-counter.js';
import type { RequestCounter } from './request-counter.js';

/** Answers each caller so many requests a minute, however many processes there are. */
@Injectable()
export class RequestLimits implements OnApplicationShutdown {
  private readonly limits: RateLimits;
  private readonly counter: RequestCounter | undefined;

  constructor(@Inject(CONFIG) config: Config, @Inject(CLOCK) clock: Clock, transactions: Transactions) {
    this.limits = config.rateLimits;
    const counts = Object.values(this.limits).some((limit) => limit > 0);
    if (!counts) return;
    this.counter = config.redisUrl ? new RedisCounter(config.redisUrl) : new DatabaseCounter(transactions, clock);
  }

  /**
   * Counts a request, and says in its answer how many are left (draft-ietf-httpapi-ratelimit-headers-10).
   *
   * @param who an id or an address
   * @throws DomainError too_many_requests
   */
  async admit(reply: Reply, kind: keyof RateLimits, who: string): Promise<void> {
    const limit = this.limits[kind];
    if (limit === 0 || !this.counter) return;
    const { requests, secondsLeft } = await this.counter.count(`${kind}:${who}`, limit);
    void reply
      .header('ratelimit-policy', `"${kind}";q=${limit};w=60`)
      .header('ratelimit', `"${kind}";r=${Math.max(0, limit - requests)};t=${secondsLeft}`);
    if (requests > limit) throw new DomainError('too_many_requests', { seconds: secondsLeft });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.counter?.close();
  }
}
