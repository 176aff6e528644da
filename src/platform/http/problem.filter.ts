import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';

import { DomainError } from '../../kernel/errors/index.js';
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
      this.log.error(
        `${request.method} ${request.url.split('?', 1)[0]} ${request.id}`,
        thrown instanceof Error ? thrown.stack : thrown,
      );
    }
    sendProblem(request, reply, error);
  }
}

export function sendProblem(request: Request, reply: Reply, error: DomainError): void {
  const problem = problemOf(error, requestLocale(request), request.id);
  const { seconds } = error.params;
  if (problem.status === 429 && typeof seconds === 'number') void reply.header('retry-after', String(seconds));
  void reply.status(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}

const ADDRESS = { en: 'address', 'zh-CN': '地址' };

export function noSuchAddress(): DomainError {
  return new DomainError('not_found', { what: ADDRESS });
}

/** Any error as one of ours. */
export function asDomainError(thrown: unknown, request: Request): DomainError {
  if (thrown instanceof DomainError) return thrown;
  if (isDatabaseGone(thrown)) return new DomainError('unavailable');
  // What Fastify refuses before any route of ours runs; Nest keeps the status and loses the code.
  const status =
    thrown instanceof HttpException ? thrown.getStatus() : (thrown as { statusCode?: unknown } | null)?.statusCode;
  switch (status) {
    case 400:
      return new DomainError('malformed_json');
    case 404:
      return noSuchAddress();
    case 413:
      return new DomainError('body_too_large', { limit: request.routeOptions.bodyLimit ?? 0 });
    case 415:
      return new DomainError('unsupported_media_type');
    default:
      return new DomainError('internal_error');
  }
}
