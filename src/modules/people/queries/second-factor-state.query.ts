import { Injectable } from '@nestjs/common';

import { Transactions, type Tx } from '../../../platform/database/index.js';

/** Who has a second factor. */
@Injectable()
export class SecondFactorState {
  constructor(private readonly transactions: Transactions) {}

  async isEnrolled(userId: string, tx: Tx = this.transactions.reader): Promise<boolean> {
    const rows = await tx.query<unknown[]>('SELECT 1 FROM users WHERE id = $1 AND two_factor_enabled', [userId]);
    return rows.length > 0;
  }

  /** Those members of a workspace who have one. */
  async membersWith(workspaceId: string): Promise<string[]> {
    const rows = await this.transactions.reader.query<{ id: string }[]>(
      `SELECT u.id FROM users u JOIN memberships m ON m.user_id = u.id
       WHERE m.workspace_id = $1 AND u.two_factor_enabled ORDER BY u.id`,
      [workspaceId],
    );
    return rows.map(({ id }) => id);
  }

  async isRequired(workspaceId: string): Promise<{ required: boolean; version: number }> {
    const rows = await this.transactions.reader.query<{ required: boolean; version: number }[]>(
      'SELECT second_factor_required AS required, version FROM workspaces WHERE id = $1',
      [workspaceId],
    );
    return rows[0] ?? { required: false, version: 0 };
  }
}
