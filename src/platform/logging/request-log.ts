import type { FastifyInstance } from 'fastify';

import { redact } from './redact.js';

/** What is kept of a request. Never its body, its headers or its query string, where a one-time token may stand, nor one in its path. */
export interface RequestLine {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly requestId: string;
  readonly userId: string | null;
}

/** Tells of every request once its answer is sent. Only routes added afterwards are seen. */
export function logRequests(fastify: FastifyInstance, write: (line: RequestLine) => void): void {
  fastify.addHook('onResponse', async (request, reply) =>
    write({
      method: request.method,
      path: redact(request.url.split('?', 1)[0] ?? ''),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      requestId: request.id,
      userId: (request as { person?: { userId: string } }).person?.userId ?? null,
    }),
  );
}
