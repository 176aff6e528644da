import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { MEMBER } from '../domain/invitation-words.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { SessionsRepository } from '../persistence/sessions.repository.js';

const SESSION = { en: 'session', 'zh-CN': '会话' };

/** Signs somebody out: himself from one or all other devices, or an admin a member from all. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly journal: Journal,
  ) {}

  /** @throws DomainError not_found, also for a session of somebody else */
  async one(userId: string, id: string): Promise<void> {
    const ended = await this.transactions.run((tx) => this.sessions.end(tx, userId, id));
    if (!ended) throw notFound(SESSION);
  }

  /** @returns how many were ended */
  async others(userId: string, currentId: string | null): Promise<number> {
    return this.transactions.run((tx) => this.sessions.endAll(tx, userId, currentId));
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
