import { Inject } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { type HeldRecord, type Holdings, ProvidesHoldings, type Succession } from '../../people/index.js';
import { Item } from '../persistence/item.entity.js';
import { touchItem } from './touch-item.js';

/** A person's seats in the teams of live items. A seat has no id of its own: `<item> <role>`. */
@ProvidesHoldings('team_seats')
export class TeamSeatsHeld implements Holdings {
  constructor(
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(tx: Tx, workspaceId: string, userId: string): Promise<HeldRecord[]> {
    return tx.query<HeldRecord[]>(
      `SELECT s.item_id || ' ' || s.role AS id, i.title || ': ' || s.role AS name, i.id AS "itemId", i.key AS "itemKey"
       FROM item_team_members s JOIN items i ON i.id = s.item_id
       WHERE s.workspace_id = $1 AND s.user_id = $2 AND i.status IN ('active', 'on_hold')
       ORDER BY i.id, s.role FOR UPDATE OF i, s`,
      [workspaceId, userId],
    );
  }

  async move(tx: Tx, actor: Actor, { id, itemId }: HeldRecord, { from, to }: Succession): Promise<void> {
    const role = id.split(' ')[1] ?? '';
    const item = await tx.findOneByOrFail(Item, { id: itemId ?? '' });
    // Who sits there in the same role already keeps his seat.
    await tx.query(
      `INSERT INTO item_team_members (item_id, user_id, role, workspace_id, duty)
       SELECT item_id, $1, role, workspace_id, duty FROM item_team_members WHERE item_id = $2 AND user_id = $3 AND role = $4
       ON CONFLICT DO NOTHING`,
      [to, item.id, from, role],
    );
    await tx.query('DELETE FROM item_team_members WHERE item_id = $1 AND user_id = $2 AND role = $3', [
      item.id,
      from,
      role,
    ]);
    await touchItem(tx, item, {}, this.clock.now());
    await this.journal.record(tx, actor, {
      type: 'item.seat_handed_over',
      subject: { type: 'item', id: item.id },
      itemId: item.id,
      changes: { [role]: { from, to } },
    });
  }
}
