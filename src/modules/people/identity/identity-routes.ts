import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { sendProblem } from '../../../platform/http/index.js';
import { CLIENT_IP_HEADER, IDENTITY_BASE_PATH, type Identity } from './identity.js';
import { refusalIn } from './identity-refusals.js';
import { REQUEST_ID_HEADER } from './request-headers.js';

/**
 * Better Auth's own routes (sign-in, sign-out, sessions, API keys) on Fastify. They are below the framework's guards:
 * Better Auth checks them itself. Its refusals leave as ours do, as problem+json.
 */
export function mountIdentity(fastify: FastifyInstance, identity: Identity): void {
  fastify.route({
    method: ['GET', 'POST'],
    url: `${IDENTITY_BASE_PATH}/*`,
    handler: async (request, reply) => sendAnswer(request, await identity.handler(webRequest(request)), reply),
  });
}

function webRequest(request: FastifyRequest): globalThis.Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.append(name, String(value));
  }
  headers.set(CLIENT_IP_HEADER, request.ip);
  headers.set(REQUEST_ID_HEADER, request.id);
  const url = new URL(request.url, `${request.protocol}://${request.host}`);
  const body = request.method === 'POST' ? JSON.stringify(request.body ?? {}) : undefined;
  headers.delete('content-length');
  if (body !== undefined) headers.set('content-type', 'application/json');
  return new Request(url, { method: request.method, headers, body });
}

async function sendAnswer(request: FastifyRequest, answer: Response, reply: FastifyReply): Promise<FastifyReply> {
  answer.headers.forEach((value, name) => {
    if (name !== 'set-cookie') void reply.header(name, value);
  });
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) void reply.header('set-cookie', cookies);
  const body = await answer.text();
  if (answer.status < 400) return reply.status(answer.status).send(body);
  sendProblem(request, reply, refusalIn(answer.status, body));
  return reply;
}
