import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

import { CONFIG, type Config } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import { serving } from '../../../platform/database/index.js';
import { type Reply, type Request, requestLocale } from '../../../platform/http/index.js';
import { credentialsOf } from '../identity/credentials.js';
import { SESSION_PROLONG_SECONDS } from '../identity/session-times.js';
import { IDENTITY, type IdentityProvider } from '../identity/identity.provider.js';
import { type Caller, WhoCalls } from '../queries/who-calls.query.js';
import { type Access, ACCESS } from './access.js';
import { CallerLimits } from './caller-limits.js';
import { FOR_ANY_KEY, FOR_SESSIONS, refuseBeyondKey } from './key-limits.js';
import { ActingFor, ON_BEHALF_OF } from './acting-for.js';

/** Stands before every route. A route that says nothing about access is refused to everybody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly whoCalls: WhoCalls,
    private readonly actingFor: ActingFor,
    private readonly limits: CallerLimits,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(IDENTITY) private readonly identity: IdentityProvider,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    const request = context.switchToHttp().getRequest<Request>();
    const reply = context.switchToHttp().getResponse<Reply>();
    if (access?.kind === 'public') {
      await this.limits.admitStranger(request, reply);
      return true;
    }
    const slug = (request.params as { workspace?: string }).workspace ?? null;
    const caller = await this.authenticate(request, reply, slug);
    const { userId, name, email, sessionId, keyId } = caller;
    request.person = { userId, name, email, sessionId, keyId };
    this.refuseBeyondKey(caller, access, context, request.method);
    // What belongs to no workspace shows something of all of them.
    if (access?.kind === 'signed-in' && caller.isConfined) throw new DomainError('session_confined');
    if (access?.kind === 'signed-in') return admit(caller, access);
    const actor = actorOf(caller, request);
    admit(caller, access);
    if (access?.kind !== 'action') throw new DomainError('forbidden', { role: actor.role });
    const { action } = access;
    const header = request.headers[ON_BEHALF_OF];
    const named = typeof header === 'string' ? header : undefined;
    const resolved = await serving(actor.workspace.id, () => this.actingFor.resolve(actor, action, named));
    request.actor = { ...resolved, action };
    return true;
  }

  private refuseBeyondKey(caller: Caller, access: Access | undefined, context: ExecutionContext, method: string): void {
    const isMarked = (mark: string): boolean =>
      this.reflector.get<boolean | undefined>(mark, context.getHandler()) === true;
    const route = { method, forSessions: isMarked(FOR_SESSIONS), forAnyKey: isMarked(FOR_ANY_KEY) };
    refuseBeyondKey(caller, access, route);
  }

  private async authenticate(request: Request, reply: Reply, slug: string | null): Promise<Caller> {
    const credentials = credentialsOf(request, this.config.secret);
    const caller = credentials && (await this.whoCalls.run(credentials, slug));
    if (!caller) {
      await this.limits.admitStranger(request, reply);
      throw new DomainError('unauthenticated');
    }
    await this.limits.admitCaller(caller, reply);
    if (caller.isUnseen) await this.whoCalls.see(caller);
    if (caller.sessionUpdatedAt) await this.prolong(caller.sessionUpdatedAt, request, reply);
    return caller;
  }

  /** Once a day Better Auth itself reads the session, which moves its end and renews the cookie. */
  private async prolong(updatedAt: Date, request: Request, reply: Reply): Promise<void> {
    if (Date.now() - updatedAt.getTime() < SESSION_PROLONG_SECONDS * 1_000) return;
    const headers = new Headers({ cookie: request.headers.cookie ?? '' });
    const response = await this.identity.api.getSession({ headers, asResponse: true });
    void reply.header('set-cookie', response.headers.getSetCookie());
  }
}

/** Where a second factor is required, whoever lacks one reaches the way to his own alone. */
function admit({ lacksSecondFactor }: Caller, access: Access | undefined): true {
  const isOpen = access?.kind === 'signed-in' && access.beforeSecondFactor;
  if (lacksSecondFactor && !isOpen) throw new DomainError('second_factor_required');
  return true;
}

const WORKSPACE = { en: 'workspace', 'zh-CN': '工作区' };

function actorOf(caller: Caller, request: Request): Actor {
  const { userId, name, sessionId, role, workspaceId: id, workspaceSlug: slug, timeZone } = caller;
  // To somebody outside, a workspace that exists and one that does not look the same.
  if (!role || !id || !slug || !timeZone) throw notFound(WORKSPACE);
  const workspace = { id, slug, timeZone };
  return {
    userId,
    name,
    sessionId,
    role,
    workspace,
    source: 'api',
    requestId: request.id,
    locale: requestLocale(request),
  };
}
