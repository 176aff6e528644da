import { Injectable } from '@nestjs/common';

import type { Actor, Role } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import { type Action, APPROVALS, mayDo } from '../domain/policy.js';
import { Delegations, type Principal } from '../queries/delegations.query.js';

/** The header in which a delegate says for whom he approves. */
export const ON_BEHALF_OF = 'on-behalf-of';

const HANDED_OVER = {
  en: 'somebody to whom that person has handed over approvals today',
  'zh-CN': '当日受该人委托审批的人',
};
const SAY_FOR_WHOM = {
  en: 'a delegate who says in On-Behalf-Of for whom',
  'zh-CN': '在 On-Behalf-Of 中注明代谁审批的受托人',
};

/**
 * Finds out for whom a person acts. A delegate names him in `On-Behalf-Of`; who could not do it himself and holds the
 * approvals of one person alone need not.
 */
@Injectable()
export class ActingFor {
  constructor(private readonly delegations: Delegations) {}

  /**
   * @param named the id in the header, if there is one
   * @returns the actor, with whom he stands in for; himself where nobody need be asked
   * @throws DomainError forbidden, not_yours
   */
  async resolve(actor: Actor, action: Action, named: string | undefined): Promise<Actor> {
    const role = actor.role as Role;
    const isApproval = (APPROVALS as readonly Action[]).includes(action);
    if (named === undefined && mayDo(role, action)) return actor;
    if (!isApproval) return this.himself(actor, action, named);
    const principals = await this.delegations.principalsOf(actor.workspace, actor.userId ?? '');
    return standIn(actor, chosen(actor, principals, action, named));
  }

  /** Nothing but approvals is handed over; reading needs nobody's leave. */
  private himself(actor: Actor, action: Action, named: string | undefined): Actor {
    if (!mayDo(actor.role as Role, action)) throw new DomainError('forbidden', { role: actor.role });
    if (named !== undefined && !action.endsWith('.read')) throw new DomainError('not_yours', { who: HANDED_OVER });
    return actor;
  }
}

function chosen(actor: Actor, principals: readonly Principal[], action: Action, named: string | undefined): Principal {
  if (named !== undefined) {
    const principal = principals.find(({ userId }) => userId === named);
    if (!principal || !mayDo(principal.role, action)) throw new DomainError('not_yours', { who: HANDED_OVER });
    return principal;
  }
  const able = principals.filter(({ role }) => mayDo(role, action));
  if (able.length > 1) throw new DomainError('not_yours', { who: SAY_FOR_WHOM });
  if (!able[0]) throw new DomainError('forbidden', { role: actor.role });
  return able[0];
}

function standIn(actor: Actor, { userId, role }: Principal): Actor {
  return { ...actor, onBehalfOf: userId, onBehalfRole: role };
}
