import type { FastifyInstance } from 'fastify';

import { asDomainError, sendProblem } from '../../../platform/http/index.js';
import { showsCredentials } from '../identity/credentials.js';
import { IDENTITY_BASE_PATH } from '../identity/identity.js';
import type { CallerLimits } from './caller-limits.js';

/**
 * Counts who shows no credentials before his body is read. What somebody shows is looked at by the guard, which counts
 * those that are in force by person or key and the others by address; the identity library's routes have no guard.
 */
export function limitStrangers(fastify: FastifyInstance, limits: CallerLimits): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (showsCredentials(request) && !request.url.startsWith(`${IDENTITY_BASE_PATH}/`)) return;
    try {
      await limits.admitStranger(request, reply);
    } catch (error) {
      sendProblem(request, reply, asDomainError(error, request));
      return reply;
    }
  });
}
