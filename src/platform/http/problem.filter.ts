import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';

import { DomainError, type ErrorCode } from '../../kernel/errors/index.js';
import { isDatabaseGone } from '../database/index.js';
import { problemOf } from './problem.js';
import { type Reply, type Request, requestLocale } from './request.js';

/** Turns everything thrown below a route into problem+json; what nobody foresaw is logged and answers 500, without its stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('HTTP');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<Reply>();
    const error = asDomainError(thrown, request);
    if (error.code === 'internal_error' || error.code === 'unavailable') {
      this.log.error(`${request.method} ${request.url} ${request.id}`, thrown instanceof Error ? thrown.stack : thrown);
    }
    sendProblem(request, reply, error);
  }
}

export function sendProblem(request: Request, reply: Reply, error: DomainError): void {
  const problem = problemOf(error, requestLocale(request), request.id);
  void reply.status(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}

const WHAT_ROUTE = { en: 'address', 'zh-CN': '地址' };

/** The codes of Fastify, for what it refuses before any route of ours runs. */
const FASTIFY_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_json',
};

/** Any error as one of ours. */
export function asDomainError(thrown: unknown, request: Request): DomainError {
  if (thrown instanceof DomainError) return thrown;
  const code = (thrown as { code?: unknown } | null)?.code;
  const known = typeof code === 'string' ? FASTIFY_CODES[code] : undefined;
  if (known) return new DomainError(known, { limit: request.routeOptions.bodyLimit ?? 0 });
  if (isDatabaseGone(thrown)) return new DomainError('unavailable');
  const status =
    thrown instanceof HttpException ? thrown.getStatus() : (thrown as { statusCode?: unknown } | null)?.statusCode;
  if (status === 404) return new DomainError('not_found', { what: WHAT_ROUTE });
  if (status === 400) return new DomainError('malformed_json');
  return new DomainError('internal_error');
}
