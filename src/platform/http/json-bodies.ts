import { isUtf8 } from 'node:buffer';

import type { FastifyInstance } from 'fastify';

import { DomainError } from '../../kernel/errors/index.js';
import { contentKindOf, contentMismatch, encodingOf, TELLING_BYTES } from '../uploads/index.js';
import { sendProblem } from './problem.filter.js';

const ENCODINGS = {
  'utf-16le': { en: 'UTF-16', 'zh-CN': ' UTF-16' },
  'utf-16be': { en: 'UTF-16', 'zh-CN': ' UTF-16' },
  other: { en: 'something else, perhaps GB18030 (GBK)', 'zh-CN': '其他编码(可能是 GB18030/GBK)' },
} as const;

/** Reads JSON by what it is: letters that are no UTF-8 would otherwise be stored as replacement marks. */
export function readJson(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const refusal = refusalOf(body);
    if (refusal) done(refusal);
    else void parse(request, body.toString('utf8'), done);
  });
}

function refusalOf(body: Buffer): DomainError | undefined {
  const first = body.subarray(0, TELLING_BYTES);
  const kind = contentKindOf(first);
  if (kind !== 'text') return contentMismatch(kind, 'JSON');
  const encoding = encodingOf(first, undefined);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    return new DomainError('json_not_utf8', { encoding: ENCODINGS[encoding] });
  }
  return isUtf8(body) ? undefined : new DomainError('json_not_utf8', { encoding: ENCODINGS.other });
}

/** A packed body could unpack to anything, and nobody who sends ten megabytes of points needs to pack them. */
export function refuseEncoded(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const encoding = request.headers['content-encoding'] ?? '';
    if (/^\s*(identity)?\s*$/i.test(encoding)) return;
    // Says what would be taken (RFC 9110 §12.5.3).
    void reply.header('accept-encoding', 'identity');
    sendProblem(request, reply, new DomainError('content_encoded', { encoding: encoding.slice(0, 40) }));
    return reply;
  });
}
