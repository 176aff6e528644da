import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { type PersonsWorkspace, seesItem } from '../../people/index.js';
import { type Prospect, reasonToDrop } from '../domain/delivery-plan.js';
import type { News } from '../domain/notification-letter.js';
import type { NotificationSettings } from '../domain/notification-settings.js';
import { DeliveriesRepository } from '../persistence/deliveries.repository.js';

interface Row extends Prospect, Omit<News, 'workspace'> {
  readonly id: string;
  readonly class: News['class'];
}

// Made confidential since, or out of its team by now: what he was told of the item is gone with it.
const IN_LETTER = `
  SELECT d.id, d.class, n.kind, n.params, n.read_at IS NOT NULL AS "isRead",
    m.user_id IS NOT NULL AND (i.id IS NULL OR ${seesItem('i', { userId: 'd.user_id', role: 'm.role' })}) AS "isVisible"
  FROM notification_deliveries d JOIN notifications n ON n.id = d.notification_id
  LEFT JOIN memberships m ON m.workspace_id = d.workspace_id AND m.user_id = d.user_id AND m.deactivated_at IS NULL
  LEFT JOIN items i ON i.id = n.item_id
  WHERE d.workspace_id = $1 AND d.mail_id = $2 AND d.state = 'waiting' ORDER BY n.id`;

/** What a letter has to tell by the time it is written: what was dropped for a reason is out, and says the reason. */
@Injectable()
export class LetterNews {
  constructor(
    private readonly transactions: Transactions,
    private readonly deliveries: DeliveriesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of the workspace being served. */
  async of(mailId: string, { id, name }: PersonsWorkspace, settings: NotificationSettings): Promise<News[]> {
    const { reader } = this.transactions;
    const rows = await reader.query<Row[]>(IN_LETTER, [id, mailId]);
    const judged = rows.map((row) => ({ row, reason: reasonToDrop(row, settings, id) }));
    for (const reason of new Set(judged.map((one) => one.reason))) {
      if (reason === null) continue;
      const ids = judged.filter((one) => one.reason === reason).map(({ row }) => row.id);
      await this.deliveries.drop(reader, ids, reason, this.clock.now());
    }
    return judged.flatMap(({ row: { class: of, kind, params }, reason }) =>
      reason === null ? [{ workspace: name, class: of, kind, params }] : [],
    );
  }

  /** Puts into the digest whatever is due in the workspace being served and stands in no letter yet. */
  async gather(mailId: string, userId: string, { id }: PersonsWorkspace): Promise<void> {
    await this.transactions.reader.query(
      `UPDATE notification_deliveries SET mail_id = $1
       WHERE workspace_id = $2 AND user_id = $3 AND choice = 'digest' AND state = 'waiting' AND mail_id IS NULL
         AND due_at <= $4`,
      [mailId, id, userId, this.clock.now()],
    );
  }
}
