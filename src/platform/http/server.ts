import { randomUUID } from 'node:crypto';

import type { FastifyInstance, FastifyServerOptions } from 'fastify';

import type { Config } from '../../config/index.js';
import { noSuchAddress, sendProblem } from './problem.filter.js';
import { closeUnusedConnections } from './unused-connections.js';
import { readJson, refuseEncoded } from './json-bodies.js';
import { refuseUnreadable } from './unreadable-requests.js';
import { charsetIn, STREAMED_TYPES, UploadStream } from './upload-stream.js';

/** What needs no account takes no long body either, in bytes. */
const OPEN_BODY_LIMIT = 64 * 1024;
const OPEN_ROUTES = /^\/api\/v1\/(auth|setup|invitations|password-reset|unsubscribe)(\/|$)/;

/** What mail programs post for their readers comes as a form (RFC 8058); what it says is always the same. */
const FORM_ROUTES = /^\/api\/v1\/unsubscribe(\?|$)/;
const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data'];

class UnsupportedForm extends Error {
  readonly statusCode = 415;
}

/** How Fastify is made. */
export function serverOptions({ bodyLimit, trustedProxies }: Pick<Config, 'bodyLimit' | 'trustedProxies'>) {
  return {
    bodyLimit,
    // Never the caller's: the audit trail names it.
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    clientErrorHandler: refuseUnreadable,
    // An address that cannot be read has no route, so no filter of ours is asked.
    frameworkErrors: (_error, request, reply) => sendProblem(request, reply, noSuchAddress()),
  } satisfies FastifyServerOptions;
}

/** What Fastify accepts: JSON, and uploads as streams; and what holds for every answer. */
export function prepareServer(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
  fastify.addHook('onRequest', async (request, reply) => {
    // PostgreSQL stores no NUL, so nothing has a name with one in it.
    if (!/%00/.test(request.url.split('?', 1)[0] ?? '')) return;
    sendProblem(request, reply, noSuchAddress());
    return reply;
  });
  fastify.addHook('onRoute', (route) => {
    if (OPEN_ROUTES.test(route.url)) route.bodyLimit = OPEN_BODY_LIMIT;
  });
  refuseEncoded(fastify);
  closeUnusedConnections(fastify);
  readJson(fastify);
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser(FORM_TYPES, { parseAs: 'buffer' }, (request, _form, done) =>
    FORM_ROUTES.test(request.url) ? done(null, {}) : done(new UnsupportedForm()),
  );
  for (const type of STREAMED_TYPES) {
    fastify.addContentTypeParser(type, (request, payload, done) =>
      done(
        null,
        new UploadStream(type, payload, request.headers['content-length'], charsetIn(request.headers['content-type'])),
      ),
    );
  }
}
