import { SetMetadata } from '@nestjs/common';

import { DomainError } from '../../../kernel/errors/index.js';
import { isForPeople, scopeFor } from '../domain/key-scopes.js';
import type { Caller } from '../queries/who-calls.query.js';
import type { Access } from './access.js';

export const FOR_SESSIONS = 'shewhart:for-sessions';
export const FOR_ANY_KEY = 'shewhart:for-any-key';

/** Concerns the account itself: a key that leaked must not make others, or change a password. */
export const ForSessions = (): MethodDecorator => SetMetadata(FOR_SESSIONS, true);

/** Tells a program who it is, whatever its key is for. */
export const ForAnyKey = (): MethodDecorator => SetMetadata(FOR_ANY_KEY, true);

const LACKING = { en: 'is not a scope of this key', 'zh-CN': '不在该密钥的权限范围内' };

/**
 * Refuses a key what it was not made for. What its owner may not do is refused after this.
 *
 * @throws DomainError session_required, scope_missing (its `errors` names the scope)
 */
export function refuseBeyondKey(
  { keyId, scopes }: Pick<Caller, 'keyId' | 'scopes'>,
  access: Access | undefined,
  route: { readonly method: string; readonly forSessions: boolean; readonly forAnyKey: boolean },
): void {
  if (keyId === null) return;
  if (route.forSessions) throw new DomainError('session_required');
  if (scopes === null || route.forAnyKey) return;
  if (scopes.includes('all')) {
    if (access?.kind === 'action' && isForPeople(access.action)) throw new DomainError('session_required');
    return;
  }
  // What belongs to a person across workspaces is his work on items.
  const mine = route.method === 'GET' ? 'items:read' : 'items:write';
  const scope = access?.kind === 'action' ? scopeFor(access.action) : mine;
  if (scope === 'none') throw new DomainError('session_required');
  if (scope === 'any' || scopes.includes(scope)) return;
  const fields = [{ field: 'scope', code: scope, message: LACKING }];
  throw new DomainError('scope_missing', { scope }, { fields });
}
