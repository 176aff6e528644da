import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { asDomainError, noSuchAddress, refuseIllFormedTexts, sendProblem } from '../../../platform/http/index.js';
import { asAlias } from './any-address.plugin.js';
import { readEmail } from './email-address.js';
import type { OpenedSession, OpenGate, SignInGate } from './sign-in-gate.js';
import { CLIENT_IP_HEADER, IDENTITY_BASE_PATH, type Identity } from './identity.js';
import { refusalIn } from './identity-refusals.js';
import { REQUEST_ID_HEADER } from './request-headers.js';

/**
 * Better Auth's own routes (sign-in, sign-out, sessions, API keys) on Fastify. They are below the framework's guards:
 * Better Auth checks them itself. Its refusals leave as ours do, as problem+json.
 */
export function mountIdentity(fastify: FastifyInstance, identity: Identity, gate: SignInGate): void {
  fastify.route({
    method: ['GET', 'POST'],
    url: `${IDENTITY_BASE_PATH}/*`,
    handler: async (request, reply) => {
      try {
        refuseIllFormedTexts(request.body);
        return await sendAnswer(request, await answer(request, identity, gate), reply);
      } catch (error) {
        sendProblem(request, reply, asDomainError(error, request));
        return reply;
      }
    },
  });
}

/** Better Auth's own routes that are open: what is not named here (making keys without scopes, for one) does not exist. */
const OPEN = /^(sign-in\/|sign-out$|get-session$|two-factor\/|sso\/|oauth2\/)/;

/** Where somebody could guess at six digits. */
const CODES = ['two-factor/verify-totp', 'two-factor/verify-backup-code'];

async function answer(request: FastifyRequest, identity: Identity, gate: SignInGate): Promise<Response> {
  const route = request.url.slice(IDENTITY_BASE_PATH.length + 1).split('?', 1)[0] ?? '';
  if (!OPEN.test(route)) throw noSuchAddress();
  if (CODES.includes(route)) {
    // Whoever is in already confirms a new factor, and gets another cookie for it.
    const isIn = (await identity.api.getSession({ headers: webRequest(request).headers })) !== null;
    const by = isIn ? undefined : 'second_factor';
    return through(await gate.enterWithCode(request.ip), request.id, by, () => identity.handler(webRequest(request)));
  }
  const { email } = (request.body ?? {}) as { email?: unknown };
  if (route !== 'sign-in/email' || typeof email !== 'string') return identity.handler(webRequest(request));
  const address = readEmail(email);
  const body = { ...(request.body as object), email: asAlias(address) };
  const open = await gate.enter(address, request.ip);
  return through(open, request.id, 'password', () => identity.handler(webRequest(request, body)));
}

async function through(
  gate: OpenGate,
  requestId: string,
  by: OpenedSession['by'] | undefined,
  ask: () => Promise<Response>,
): Promise<Response> {
  const answered = await ask();
  if (!answered.ok) {
    await gate.failed(requestId);
    return answered;
  }
  const token = tokenIn(answered.headers.getSetCookie());
  await gate.succeeded(by && token !== undefined ? { token, by, requestId } : undefined);
  return answered;
}

const SESSION_COOKIE = /^(?:__Secure-)?better-auth\.session_token=([^;.]+)\.[^;]+;(?!.*max-age=0(?:;|$))/i;

/** The token of the session that an answer opens; a cookie that is taken back is not one. */
function tokenIn(cookies: readonly string[]): string | undefined {
  const [token] = cookies.flatMap((cookie) => SESSION_COOKIE.exec(cookie)?.[1] ?? []);
  return token === undefined ? undefined : decodeURIComponent(token);
}

function webRequest(request: FastifyRequest, given: unknown = request.body): globalThis.Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.append(name, String(value));
  }
  headers.set(CLIENT_IP_HEADER, request.ip);
  headers.set(REQUEST_ID_HEADER, request.id);
  const url = new URL(request.url, `${request.protocol}://${request.host}`);
  const body = request.method === 'POST' ? JSON.stringify(given ?? {}) : undefined;
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
