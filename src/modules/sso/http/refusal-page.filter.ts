import { type ArgumentsHost, Catch } from '@nestjs/common';

import {
  allowOwnScript,
  asDomainError,
  ProblemFilter,
  problemOf,
  type Reply,
  type Request,
  requestLocale,
} from '../../../platform/http/index.js';
import { refusalPage } from './refusal.page.js';

/** Tells a refusal on the way in and back as a page to whoever comes by a browser, and as a problem to programs. */
@Catch()
export class RefusalPageFilter extends ProblemFilter {
  override catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<Reply>();
    const error = asDomainError(thrown, request);
    // What nobody foresaw is logged there.
    if (!/\btext\/html\b/.test(request.headers.accept ?? '') || error.code === 'internal_error') {
      return super.catch(thrown, host);
    }
    const locale = requestLocale(request);
    const problem = problemOf(error, locale, request.id);
    const { slug = '' } = request.params as { slug?: string };
    const again = `/api/v1/sso/${encodeURIComponent(slug)}/start`;
    void reply
      .status(problem.status)
      .type('text/html; charset=utf-8')
      .send(refusalPage(problem, again, locale, allowOwnScript(reply)));
  }
}
