import type { FastifyInstance } from 'fastify';

import type { Config } from '../../config/index.js';
import { DomainError } from '../../kernel/errors/index.js';
import { sendProblem } from './problem.filter.js';
import type { Request } from './request.js';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what a browser sends on behalf of another site's page (cross-site request forgery). Every browser since 2023
 * says so itself in Sec-Fetch-Site, older ones in Origin; a request with neither comes from no browser. It is the rule of
 * CrossOriginProtection in Go's net/http. Whoever calls with an API key is exempt: no browser adds one by itself.
 */
export function refuseOtherSites(
  fastify: FastifyInstance,
  { publicUrl, corsOrigins }: Pick<Config, 'publicUrl' | 'corsOrigins'>,
): void {
  const trusted = new Set([new URL(publicUrl).origin, ...corsOrigins]);
  fastify.addHook('onRequest', async (request, reply) => {
    if (SAFE_METHODS.has(request.method) || !isFromOtherSite(request, trusted)) return;
    sendProblem(request, reply, new DomainError('cross_site'));
    return reply;
  });
}

function isFromOtherSite({ headers, host }: Request, trusted: ReadonlySet<string>): boolean {
  const { origin, authorization, 'sec-fetch-site': site } = headers;
  if (headers['x-api-key'] !== undefined || authorization?.startsWith('Bearer ')) return false;
  if (origin !== undefined && trusted.has(origin)) return false;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin !== undefined && !isOriginOf(origin, host);
}

function isOriginOf(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
