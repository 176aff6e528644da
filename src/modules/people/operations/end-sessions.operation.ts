import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { MEMBER } from '../domain/invitation-words.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { SessionsRepository } from '../persistence/sessions.repository.js';
import { type AccountActor, AccountTrail } from './account-trail.js';

const SESSION = { en: 'session', 'zh-CN': '会话' };

/** Signs somebody out: himself from one or all other devices, or an admin a member from all. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly journal: Journal,
    private readonly trail: AccountTrail,
  ) {}

  /** @throws DomainError not_found, also for a session of somebody else */
  async one(person: AccountActor, id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await this.sessions.end(tx, person.userId, id))) throw notFound(SESSION);
      await this.trail.record(tx, person, { type: 'member.session_ended' });
    });
  }

  /** @returns how many were ended */
  async others(person: AccountActor, currentId: string | null): Promise<number> {
    return this.transactions.run(async (tx) => {
      const ended = await this.sessions.endAll(tx, person.userId, currentId);
      const changes = { otherSessions: { from: ended, to: 0 } };
      if (ended > 0) await this.trail.record(tx, person, { type: 'member.sessions_ended', changes });
      return ended;
    });
  }

  /** @returns how many were ended */
  async ofMember(actor: Actor, userId: string): Promise<number> {
    return this.transactions.run(async (tx) => {
      if ((await this.accounts.emailOfMember(tx, actor.workspace.id, userId)) === null) throw notFound(MEMBER);
      const ended = await this.sessions.endAll(tx, userId);
      await this.journal.record(tx, actor, {
        type: 'member.sessions_ended',
        subject: { type: 'member', id: userId },
        changes: { sessions: { from: ended, to: 0 } },
      });
      return ended;
    });
  }
}
