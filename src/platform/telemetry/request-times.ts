import type { FastifyInstance } from 'fastify';
import { Histogram, Registry } from 'prom-client';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
/** In seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** How long requests took. Labels are few whatever is asked: the route as it was declared, never the address. */
export class RequestTimes {
  readonly registry = new Registry();
  private readonly seconds = new Histogram({
    name: 'shewhart_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer, by route and class of status.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [this.registry],
  });

  observe(method: string, route: string | undefined, status: number, milliseconds: number): void {
    const labels = {
      method: METHODS.includes(method) ? method : 'other',
      route: route ?? 'none',
      status: `${Math.floor(status / 100)}xx`,
    };
    this.seconds.observe(labels, milliseconds / 1_000);
  }
}

/** Only routes added afterwards are seen. */
export function timeRequests(fastify: FastifyInstance, times: RequestTimes): void {
  fastify.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) =>
    times.observe(method, routeOptions.url, statusCode, elapsedTime),
  );
}
