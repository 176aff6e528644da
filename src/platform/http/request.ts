import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Actor } from '../../kernel/actor/index.js';
import { localeFrom, type Locale } from '../../kernel/text/index.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard on every route below a workspace. */
    actor?: Actor;
    /** Set by the access guard on every route that needs a signed-in person. */
    person?: SignedInPerson;
  }
}

export interface SignedInPerson {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Null for a program with a key. */
  readonly sessionId: string | null;
  /** Null for a session. */
  readonly keyId: string | null;
}

export type Request = FastifyRequest;
export type Reply = FastifyReply;

export function requestLocale(request: Pick<Request, 'headers'>): Locale {
  return localeFrom(request.headers['accept-language']);
}

/** Who calls, in the workspace of the path. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<Request>();
  if (!actor) throw new Error('CurrentActor on a route without a workspace');
  return actor;
});

/** Who calls, on a route that belongs to no workspace. */
export const CurrentPerson = createParamDecorator((_: unknown, context: ExecutionContext): SignedInPerson => {
  const { person } = context.switchToHttp().getRequest<Request>();
  if (!person) throw new Error('CurrentPerson on a public route');
  return person;
});

/** The language of the answer. */
export const CurrentLocale = createParamDecorator((_: unknown, context: ExecutionContext): Locale =>
  requestLocale(context.switchToHttp().getRequest<Request>()),
);
