import { Injectable } from '@nestjs/common';

import type { Tx } from '../../../platform/database/index.js';

/**
 * Gives out keys without a gap: the counter's row is locked until the transaction ends, so a creation that fails gives
 * its number back. Creations of one workspace and month therefore follow each other; ask for the key last.
 */
@Injectable()
export class KeySequence {
  /** @param digits width of the number: `next(tx, ws, 'CI-202611', 3)` is `CI-202611-001` */
  async next(tx: Tx, workspaceId: string, prefix: string, digits: number): Promise<string> {
    const rows = await tx.query<{ last: number }[]>(
      `INSERT INTO key_counters AS k (workspace_id, prefix, last) VALUES ($1, $2, 1)
       ON CONFLICT (workspace_id, prefix) DO UPDATE SET last = k.last + 1 RETURNING last`,
      [workspaceId, prefix],
    );
    return `${prefix}-${String(rows[0]?.last).padStart(digits, '0')}`;
  }
}
