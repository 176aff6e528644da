import { Injectable } from '@nestjs/common';

import { decodeCursor, type Page, pageOf, Transactions, type Tx } from '../../../platform/database/index.js';
import type { Watch } from '../operations/judging/watch.js';
import { CalendarEvent } from '../persistence/calendar-event.entity.js';
import { TriggerSilence } from '../persistence/trigger-silence.entity.js';

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string;
}

/** Who has asked for quiet, and what the calendar says. */
@Injectable()
export class Silences {
  constructor(private readonly transactions: Transactions) {}

  /** Whether a silence of the rule or of its metric held when a period closed. */
  async covers(tx: Tx, { rule, workspace }: Pick<Watch, 'rule' | 'workspace'>, at: Date): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `SELECT 1 FROM trigger_silences
       WHERE workspace_id = $1 AND starts_at <= $2 AND ends_at > $2 AND (rule_id IS NULL OR rule_id = $3)
         AND (metric_code IS NULL OR metric_code = $4) LIMIT 1`,
      [workspace.id, at, rule.id, rule.metricCode],
    );
    return rows.length > 0;
  }

  /** Newest first. */
  async list(workspaceId: string, { limit, cursor }: PageQuery): Promise<Page<TriggerSilence>> {
    const query = this.transactions.reader
      .createQueryBuilder(TriggerSilence, 'silence')
      .where('silence.workspaceId = :workspaceId', { workspaceId });
    if (cursor !== undefined) query.andWhere('silence.id < :last', { last: decodeCursor(cursor, 'id')[0] });
    const rows = await query.orderBy('silence.id', 'DESC').limit(limit + 1).getMany(); // prettier-ignore
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  /** Newest first; removed ones are left out. */
  async events(workspaceId: string, { limit, cursor }: PageQuery): Promise<Page<CalendarEvent>> {
    const query = this.transactions.reader
      .createQueryBuilder(CalendarEvent, 'event')
      .where('event.workspaceId = :workspaceId AND event.removedAt IS NULL', { workspaceId });
    if (cursor !== undefined) query.andWhere('event.id < :last', { last: decodeCursor(cursor, 'id')[0] });
    const rows = await query.orderBy('event.id', 'DESC').limit(limit + 1).getMany(); // prettier-ignore
    return pageOf(rows, limit, ({ id }) => [id]);
  }
}
