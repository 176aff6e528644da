import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Mailbox } from '../../../platform/mail/index.js';
import { Journal } from '../../audit/index.js';
import { MEMBER } from '../domain/invitation-words.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { type LinkMade, OneTimeLinks } from './one-time-links.js';
import { RESET_MS } from './request-password-reset.operation.js';

const ADMIN_OF_ALL = {
  en: 'an admin of every workspace the person belongs to',
  'zh-CN': '该成员所属全部工作区的管理员',
};

/**
 * An admin helps a member who has lost the password: the link goes to the member by mail, or without a mail server to the
 * admin. Whoever sees such a link can become that person, so it is shown only to somebody who may act on the person in
 * every workspace: else an admin could invite somebody in order to enter another workspace in his name.
 */
@Injectable()
export class OfferPasswordReset {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly links: OneTimeLinks,
    private readonly mailbox: Mailbox,
    private readonly journal: Journal,
  ) {}

  async run(actor: Actor, userId: string): Promise<LinkMade> {
    return this.transactions.run(async (tx) => {
      const email = await this.accounts.emailOfMember(tx, actor.workspace.id, userId);
      if (email === null || !(await this.accounts.findWithPassword(tx, email))) throw notFound(MEMBER);
      if (!this.mailbox.isOpen) await this.refuseForeign(tx, actor, userId);
      const made = await this.links.make(tx, {
        purpose: 'password_reset',
        workspaceId: actor.workspace.id,
        email,
        createdBy: actor.userId,
        validMs: RESET_MS,
        locale: actor.locale,
      });
      await this.journal.record(tx, actor, {
        type: 'member.password_reset_offered',
        subject: { type: 'member', id: userId },
        changes: { mailed: { from: null, to: made.mailed } },
      });
      return made;
    });
  }

  private async refuseForeign(tx: Tx, actor: Actor, userId: string): Promise<void> {
    const elsewhere = await tx.query<unknown[]>(
      `SELECT FROM doors.workspaces_of($1, NULL) AS theirs WHERE NOT EXISTS (
         SELECT FROM doors.workspaces_of($2, NULL) AS mine WHERE mine.id = theirs.id AND mine.role = 'admin')`,
      [userId, actor.userId],
    );
    if (elsewhere.length > 0) throw new DomainError('not_yours', { who: ADMIN_OF_ALL });
  }
}
