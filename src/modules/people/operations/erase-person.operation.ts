import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound, refuseFields } from '../../../kernel/errors/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { EraseFromTrail, Mentions } from '../../audit/index.js';
import { AccountsRepository, ERASED_EMAIL_END, ERASED_NAME } from '../persistence/accounts.repository.js';
import { Membership } from '../persistence/membership.entity.js';

export interface Erasure {
  readonly alsoKnownAs?: readonly string[] | null;
  readonly reason?: string | null;
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const PERSON = { en: 'person', 'zh-CN': '人员' };
const ONESELF = {
  en: 'Nobody erases himself: let another admin do it.',
  'zh-CN': '不能删除自己:请由另一位管理员执行。',
};
const NAMES_THE_PERSON = { en: 'must not name the person', 'zh-CN': '不得提及该人员' };

const KNOWN = `
  SELECT u.id, u.name, u.email FROM users u WHERE u.id = $2 AND (
    EXISTS (SELECT 1 FROM memberships WHERE workspace_id = $1 AND user_id = $2)
    OR EXISTS (SELECT 1 FROM audit_events WHERE workspace_id = $1 AND actor_id = $2))
  FOR UPDATE OF u`;
const FORGET_INVITATIONS =
  'UPDATE one_time_links SET email = NULL, name = NULL WHERE workspace_id = $1 AND lower(email) = $2';
const ELSEWHERE = 'SELECT w.id FROM doors.workspaces_of($1) w WHERE w.id <> $2';

/**
 * Erases what is personal about somebody in a workspace: membership, invitations, and name and mentions in the trail; the
 * account, too, when no other workspace needs it. What he did stays, under an id that leads to nobody.
 */
@Injectable()
export class ErasePerson {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly eraseFromTrail: EraseFromTrail,
  ) {}

  /** @throws DomainError not_found, conflict, invalid_fields */
  async run(actor: Actor, userId: string, erasure: Erasure): Promise<{ texts: number; accountErased: boolean }> {
    return this.transactions.run(async (tx) => {
      const workspaceId = actor.workspace.id;
      const [person] = await tx.query<Person[]>(KNOWN, [workspaceId, userId]);
      if (!person) throw notFound(PERSON);
      if (userId === actor.userId) throw new DomainError('conflict', { reason: ONESELF[actor.locale] });
      const { words, reason } = wordsAndReason(person, erasure);
      await tx.delete(Membership, { workspaceId, userId });
      await tx.query(FORGET_INVITATIONS, [workspaceId, person.email]);
      const accountErased = await this.eraseAccount(tx, workspaceId, person);
      const texts = await this.eraseFromTrail.run(tx, actor, { userId, words, reason });
      return { texts, accountErased };
    });
  }

  private async eraseAccount(tx: Tx, workspaceId: string, { id, email }: Person): Promise<boolean> {
    const elsewhere = await tx.query<unknown[]>(ELSEWHERE, [id, workspaceId]);
    if (elsewhere.length > 0) return false;
    await this.accounts.erase(tx, id, email);
    return true;
  }
}

function wordsAndReason({ name, email }: Person, { alsoKnownAs, reason }: Erasure) {
  const given = [name, email, ...(alsoKnownAs ?? [])].map((word) => word.trim());
  // Of one who was erased before, only what stands in the place of his name is left.
  const words = given.filter((word) => word.length > 1 && word !== ERASED_NAME && !word.endsWith(ERASED_EMAIL_END));
  const named = reason && new Mentions(words).in(reason);
  refuseFields(named ? [{ field: 'reason', code: 'names_the_person', message: NAMES_THE_PERSON }] : []);
  return { words, reason: reason ?? null };
}
