import { Injectable } from '@nestjs/common';

import type { Role } from '../../../kernel/actor/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';

export interface Member {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** The department he belongs to. */
  readonly unitId: string | null;
  /** Since when he is no member any more. */
  readonly deactivatedAt: Date | null;
}

export const MEMBER_NOUN = { en: 'member', 'zh-CN': '成员' };

const SELECT = `
  SELECT u.id AS "userId", u.name, u.email, m.role, m.unit_id AS "unitId", m.deactivated_at AS "deactivatedAt"
  FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.workspace_id = $1`;

/** Who belongs to a workspace. */
@Injectable()
export class Members {
  constructor(private readonly transactions: Transactions) {}

  async list(workspaceId: string, tx: Tx = this.transactions.reader): Promise<Member[]> {
    return tx.query<Member[]>(`${SELECT} AND m.deactivated_at IS NULL ORDER BY u.name, u.id`, [workspaceId]);
  }

  /** Those who have left, too. */
  async listEver(workspaceId: string): Promise<Member[]> {
    return this.transactions.reader.query<Member[]>(`${SELECT} ORDER BY u.name, u.id`, [workspaceId]);
  }

  /**
   * Those of the given ids that are no members of the workspace: a foreign id must not be told from a wrong one. Nobody
   * of the others leaves or hands over while the transaction runs, so what it gives them is not lost.
   */
  async strangersAmong(tx: Tx, workspaceId: string, userIds: readonly string[]): Promise<string[]> {
    if (userIds.length === 0) return [];
    const known = await tx.query<{ user_id: string }[]>(
      'SELECT user_id FROM memberships WHERE workspace_id = $1 AND user_id = ANY($2::uuid[]) AND deactivated_at IS NULL ORDER BY user_id FOR SHARE',
      [workspaceId, userIds],
    );
    return userIds.filter((userId) => !known.some((member) => member.user_id === userId));
  }
}
