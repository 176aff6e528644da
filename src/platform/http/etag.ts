import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';

import { DomainError } from '../../kernel/errors/index.js';
import type { Request } from './request.js';

/** A version as an entity tag: `"7"`. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** The version in an `If-Match` header, or undefined without one. A tag that is not ours matches nothing. */
export function versionIn(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch === '') return undefined;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch.trim())?.[1];
  return version === undefined ? -1 : Number(version);
}

/** Says in the OpenAPI document of the route that it reads `If-Match`. */
function documentsIfMatch(required: boolean): ParameterDecorator {
  const description = 'The `ETag` of what you read, such as `"7"`.';
  return (target, method = '') =>
    ApiHeader({ name: 'If-Match', required, description })(
      target,
      method,
      // Swagger keeps parameters on the method, which a parameter's decorator is not handed.
      Object.getOwnPropertyDescriptor(target, method) ?? {},
    );
}

/** The version the caller read. Changing something without it is refused (RFC 6585 §3). */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number => {
    const version = versionIn(context.switchToHttp().getRequest<Request>().headers['if-match']);
    if (version === undefined) throw new DomainError('precondition_required');
    return version;
  },
  [documentsIfMatch(true)],
);

/** The version the caller read, where sending it is his choice. */
export const OptionalIfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number | undefined =>
    versionIn(context.switchToHttp().getRequest<Request>().headers['if-match']),
  [documentsIfMatch(false)],
);
