import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { MEMBER } from '../domain/invitation-words.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { Attempts } from './attempts.js';

/** Lets a member sign in again at once, whom wrong passwords have locked out. */
@Injectable()
export class UnlockMember {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly attempts: Attempts,
    private readonly journal: Journal,
  ) {}

  async run(actor: Actor, userId: string): Promise<void> {
    const email = await this.transactions.run(async (tx) => {
      const found = await this.accounts.emailOfMember(tx, actor.workspace.id, userId);
      if (found === null) throw notFound(MEMBER);
      await this.journal.record(tx, actor, { type: 'member.unlocked', subject: { type: 'member', id: userId } });
      return found;
    });
    await this.attempts.succeed('account', email);
  }
}
