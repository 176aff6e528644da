import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import type { FastifyInstance } from 'fastify';

import type { Config } from '../../../config/index.js';
import { localeFrom } from '../../../kernel/text/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import { noSuchAddress, sendProblem } from '../../../platform/http/index.js';
import { mayScrape } from '../../../platform/telemetry/index.js';
import type { Metrics } from '../queries/metrics.query.js';
import type { Readiness } from '../queries/readiness.query.js';
import { ReadinessView } from './readiness.view.js';

type Scraped = Pick<Config, 'metricsToken' | 'publicUrl'>;

/** `GET /metrics` of a process that serves HTTP. */
export function mountMetrics(fastify: FastifyInstance, config: Scraped, metrics: Metrics): void {
  fastify.get('/metrics', async (request, reply) => {
    const { remoteAddress } = request.socket;
    const verdict = mayScrape(config, { headers: request.headers, remoteAddress });
    if (verdict !== 'allowed') {
      if (verdict === 'unauthenticated') void reply.header('www-authenticate', 'Bearer');
      sendProblem(request, reply, verdict === 'hidden' ? noSuchAddress() : new DomainError('unauthenticated'));
      return reply;
    }
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

/**
 * `GET /metrics` and `GET /ready` of a process that serves no HTTP otherwise.
 *
 * @throws Error when the port cannot be had
 */
export async function listenForScrapes(
  config: Scraped & Pick<Config, 'metricsHost' | 'metricsPort'>,
  metrics: Metrics,
  readiness: Readiness,
): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(config.metricsPort, config.metricsHost, resolve);
  });
  // A scraper that holds its connection open keeps nobody from stopping.
  server.unref();
  return server;

  async function answer({ method, url = '', headers, socket }: IncomingMessage, response: ServerResponse) {
    const path = method === 'GET' ? url.split('?', 1)[0] : '';
    if (path === '/ready') {
      const view = ReadinessView.of(await readiness.states(), localeFrom(headers['accept-language']));
      response.writeHead(view.status === 'ready' ? 200 : 503, { 'content-type': 'application/json' });
      return response.end(JSON.stringify(view));
    }
    // No proxy stands before it, so whoever seems to be on this machine is.
    const local = { ...config, publicUrl: 'http://localhost' };
    const verdict = path === '/metrics' ? mayScrape(local, { headers, remoteAddress: socket.remoteAddress }) : 'hidden';
    if (verdict === 'unauthenticated') return response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
    if (verdict === 'hidden') return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.text());
  }
}
