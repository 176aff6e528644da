import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { seesItem } from '../../people/index.js';

export interface WorkFilter {
  /** Slug. */
  readonly workspace?: string;
  readonly limit: number;
  readonly cursor?: string;
}

export interface WorkRow {
  readonly kind: 'task' | 'milestone';
  readonly id: string;
  /** Slug. */
  readonly workspace: string;
  readonly itemKey: string;
  readonly title: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly status: string;
  readonly version: number;
}

// Milestones by SQL: whoever owes both wants one list, and neither module may import the other. Late is judged by the
// day and not by the flag, so that the list is right before the sweep has run; a clock that stands makes nothing late.
const OWED = `
  SELECT * FROM (
    SELECT owed.kind, owed.id, w.slug AS workspace, owed.item_key AS "itemKey", owed.title, owed.due_on AS "dueOn",
      owed.due_on < coalesce(owed.stopped_on, ($2::timestamptz AT TIME ZONE w.time_zone)::date) AS overdue,
      owed.status, owed.version
    FROM (
      SELECT 'task' AS kind, id, workspace_id, item_id, cycle, item_key, title, due_on, stopped_on, status, version
      FROM tasks WHERE assignee_id = $1 AND status IN ('todo', 'doing', 'blocked')
      UNION ALL
      SELECT 'milestone', id, workspace_id, item_id, cycle, item_key, title, due_on, stopped_on, status, version
      FROM milestones WHERE assignee_id = $1 AND status = 'planned'
    ) owed
    JOIN items i ON i.id = owed.item_id AND i.cycle = owed.cycle AND i.status = 'active'
    JOIN workspaces w ON w.id = owed.workspace_id
    JOIN memberships m ON m.workspace_id = w.id AND m.user_id = $1
    WHERE ($3::text IS NULL OR w.slug = $3) AND ${seesItem('i', { userId: '$1', role: 'm.role' })}
  ) mine`;

const WORKSPACE = { en: 'workspace', 'zh-CN': '工作区' };

/** All that a person owes (E-07): what is late first, then by day, so that today's comes before the rest. */
@Injectable()
export class MyWork {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found for a workspace the person does not belong to */
  async run(userId: string, { workspace, limit, cursor }: WorkFilter): Promise<Page<WorkRow>> {
    if (workspace !== undefined) await this.refuseStranger(userId, workspace);
    const params: unknown[] = [userId, this.clock.now(), workspace ?? null, limit + 1];
    const after = cursor === undefined ? '' : 'WHERE (NOT overdue, "dueOn", id) > ($5::boolean, $6::date, $7::uuid)';
    if (cursor !== undefined) {
      params.push(...positionIn(cursor));
    }
    const sql = `${OWED} ${after} ORDER BY NOT overdue, "dueOn", id LIMIT $4`;
    const rows = await this.transactions.reader.query<WorkRow[]>(sql, params);
    return pageOf(rows, limit, ({ overdue, dueOn, id }) => [overdue ? 1 : 0, dueOn, id]);
  }

  private async refuseStranger(userId: string, slug: string): Promise<void> {
    const found = await this.transactions.reader.query<unknown[]>(
      'SELECT 1 FROM workspaces w JOIN memberships m ON m.workspace_id = w.id WHERE w.slug = $1 AND m.user_id = $2',
      [slug, userId],
    );
    if (found.length === 0) throw notFound(WORKSPACE);
  }
}

function positionIn(cursor: string): [onTime: boolean, dueOn: string, id: string] {
  const [late, dueOn, id] = decodeCursor(cursor, 'number', 'day', 'id');
  return [late === 0, dueOn, id];
}
