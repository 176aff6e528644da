import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { seesItem } from '../../people/index.js';

export interface Looker {
  /** Null for what belongs to no item, and is open to all members. */
  readonly itemId: string | null;
  readonly userId: string;
}

/** Whether a person still belongs to the workspace, and sees the item. */
export type Sight = (
  itemId: string | null,
  userId: string,
) => { readonly isMember: boolean; readonly seesItem: boolean };

const LOOK = `
  SELECT asked.item_id AS "itemId", asked.user_id AS "userId",
    asked.item_id IS NULL OR i.id IS NOT NULL AND ${seesItem('i', { userId: 'asked.user_id', role: 'm.role' })} AS sees
  FROM unnest($2::uuid[], $3::uuid[]) AS asked (item_id, user_id)
  JOIN memberships m ON m.workspace_id = $1 AND m.user_id = asked.user_id AND m.deactivated_at IS NULL
  LEFT JOIN items i ON i.workspace_id = $1 AND i.id = asked.item_id`;

/** Whom of those on a ladder something may be told. */
@Injectable()
export class StepSight {
  async of(tx: Tx, { id }: WorkspaceRef, lookers: readonly Looker[]): Promise<Sight> {
    const ids = [lookers.map(({ itemId }) => itemId), lookers.map(({ userId }) => userId)];
    const rows = await tx.query<(Looker & { sees: boolean })[]>(LOOK, [id, ...ids]);
    const seen = new Map(rows.map(({ itemId, userId, sees }) => [`${itemId} ${userId}`, sees]));
    return (itemId, userId) => {
      const sees = seen.get(`${itemId} ${userId}`);
      return { isMember: sees !== undefined, seesItem: sees === true };
    };
  }
}
