import { randomBytes } from 'node:crypto';

import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

import type { Config } from '../../config/index.js';
import type { Reply } from './request.js';

/** Holds for JSON, which no browser should render, frame or run. */
const NOTHING = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"];

/** The reader of the API document styles itself and shows its icons inline; its scripts are files of ours. */
const API_READER = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Sends the headers that keep browsers from doing more with an answer than reading it. */
export async function sendSecurityHeaders(
  fastify: FastifyInstance,
  { publicUrl }: Pick<Config, 'publicUrl'>,
): Promise<void> {
  await fastify.register(helmet, {
    global: true,
    contentSecurityPolicy: false,
    // Addresses carry one-time tokens.
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: publicUrl.startsWith('https:') && { maxAge: YEAR_SECONDS, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
  });
  fastify.addHook('onRequest', async ({ url }, reply) => {
    const isReader = /^\/api\/docs(?:[/?]|$)/.test(url);
    void reply.header('content-security-policy', (isReader ? API_READER : NOTHING).join('; '));
    // What one person may see is for no cache between him and the product.
    if (!isReader) void reply.header('cache-control', 'no-store');
  });
}

/** Lets a page of ours run its one script and style, which carry the nonce that is answered. */
export function allowOwnScript(reply: Reply): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  void reply.header('content-security-policy', policy.join('; '));
  return nonce;
}
