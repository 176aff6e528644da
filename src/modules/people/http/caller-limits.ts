import { Injectable } from '@nestjs/common';

import { type Reply, type Request } from '../../../platform/http/index.js';
import { RequestLimits } from '../../../platform/rate-limits/index.js';
import { networkOf } from '../domain/attempt-limits.js';
import type { Caller } from '../queries/who-calls.query.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether it was held against its address already. */
    isCounted?: true;
  }
}

/** Whoever watches over the product must see it also while somebody floods it from behind the same proxy. */
const UNCOUNTED = /^\/(?:api\/v1\/health|metrics)(?:[/?]|$)/;

/** Counts requests: by person or key, and by address where neither is known. */
@Injectable()
export class CallerLimits {
  constructor(private readonly limits: RequestLimits) {}

  /** @throws DomainError too_many_requests */
  async admitStranger(request: Request, reply: Reply): Promise<void> {
    if (request.isCounted || UNCOUNTED.test(request.url)) return;
    request.isCounted = true;
    await this.limits.admit(reply, 'address', networkOf(request.ip));
  }

  /** @throws DomainError too_many_requests */
  admitCaller({ keyId, userId }: Pick<Caller, 'keyId' | 'userId'>, reply: Reply): Promise<void> {
    return keyId === null ? this.limits.admit(reply, 'person', userId) : this.limits.admit(reply, 'key', keyId);
  }
}
