import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { Membership } from '../persistence/membership.entity.js';
import { MEMBER_NOUN } from '../queries/members.query.js';
import { HoldingsRegistry } from './holdings-registry.js';

const SOMEBODY_ELSE = { en: 'somebody else', 'zh-CN': '本人以外的人' };
const LAST_ADMIN = { en: 'A workspace keeps at least one admin.', 'zh-CN': '工作区至少须保留一名管理员。' };
const holdsStill = (count: number) => ({
  en: `The member still holds ${count} record(s): hand them over first.`,
  'zh-CN': `该成员名下尚有 ${count} 条记录,请先移交。`,
});

/**
 * Lets a member go, whose records keep his name, and take him back. Who is left in no workspace at all signs in no more:
 * his sessions end, his keys are switched off, and his password and other ways to sign in are put aside.
 */
@Injectable()
export class DeactivateMember {
  constructor(
    private readonly transactions: Transactions,
    private readonly registry: HoldingsRegistry,
    private readonly accounts: AccountsRepository,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found, not_yours (oneself), conflict while he holds anything or is the last admin */
  async run(actor: Actor, userId: string, reason: string | null): Promise<void> {
    if (actor.userId === userId) throw new DomainError('not_yours', { who: SOMEBODY_ELSE });
    await this.transactions.run(async (tx) => {
      const member = await this.lock(tx, actor, userId);
      if (member.deactivatedAt !== null) return;
      const held = await this.registry.list(tx, actor.workspace.id, userId);
      if (held.length > 0) throw new DomainError('conflict', { reason: holdsStill(held.length) });
      await this.set(tx, actor, member, this.clock.now(), reason);
      await this.accounts.suspendUnlessMember(tx, userId);
    });
  }

  /** @throws DomainError not_found */
  async undo(actor: Actor, userId: string, reason: string | null): Promise<void> {
    await this.transactions.run(async (tx) => {
      const member = await this.lock(tx, actor, userId);
      if (member.deactivatedAt === null) return;
      await this.set(tx, actor, member, null, reason);
      await this.accounts.resume(tx, userId);
    });
  }

  /** With all admins, so that of the last two who let each other go at once the second is refused. */
  private async lock(tx: Tx, actor: Actor, userId: string): Promise<Membership> {
    const people = await tx.query<{ user_id: string; role: string; deactivated_at: Date | null }[]>(
      `SELECT user_id, role, deactivated_at FROM memberships
       WHERE workspace_id = $1 AND (user_id = $2 OR role = 'admin') ORDER BY user_id FOR UPDATE`,
      [actor.workspace.id, userId],
    );
    const member = await tx.findOneBy(Membership, { workspaceId: actor.workspace.id, userId });
    if (!member) throw notFound(MEMBER_NOUN);
    const others = people.filter((one) => one.role === 'admin' && !one.deactivated_at && one.user_id !== userId);
    if (member.deactivatedAt === null && others.length === 0) throw new DomainError('conflict', { reason: LAST_ADMIN });
    return member;
  }

  private async set(tx: Tx, actor: Actor, member: Membership, deactivatedAt: Date | null, reason: string | null) {
    const { workspaceId, userId } = member;
    await tx.update(Membership, { workspaceId, userId }, { deactivatedAt });
    await this.journal.record(tx, actor, {
      type: deactivatedAt === null ? 'member.reactivated' : 'member.deactivated',
      subject: { type: 'member', id: userId },
      changes: { deactivatedAt: { from: member.deactivatedAt, to: deactivatedAt } },
      reason,
    });
  }
}
