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
}

export const MEMBER_NOUN = { en: 'member', 'zh-CN': '成员' };

/** Who belongs to a workspace. */
@Injectable()
export class Members {
  constructor(private readonly transactions: Transactions) {}

  async list(workspaceId: string, tx: Tx = this.transactions.reader): Promise<Member[]> {
    return tx.query<Member[]>(
      `SELECT u.id AS "userId", u.name, u.email, m.role, m.unit_id AS "unitId"
       FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.workspace_id = $1 ORDER BY u.name, u.id`,
      [workspaceId],
    );
  }

  /** Those of the given ids that are no members of the workspace: a foreign id must not be told from a wrong one. */
  async strangersAmong(tx: Tx, workspaceId: string, userIds: readonly string[]): Promise<string[]> {
    if (userIds.length === 0) return [];
    const known = await tx.query<{ user_id: string }[]>(
      'SELECT user_id FROM memberships WHERE workspace_id = $1 AND user_id = ANY($2::uuid[])',
      [workspaceId, userIds],
    );
    return userIds.filter((userId) => !known.some((member) => member.user_id === userId));
  }
}
