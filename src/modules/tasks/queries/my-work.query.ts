import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { type PersonsWorkspace, seesItem, Workspaces } from '../../people/index.js';

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

// Milestones by SQL: whoever owes both wants one list, and neither module may import the other. Late is judged by
// the instant from which it is, so that the list is right before the sweep has flagged it; by the workspace's plain day
// where none is reckoned yet. A clock that stands makes nothing late.
const OWED = `
  SELECT * FROM (
    SELECT owed.kind, owed.id, w.slug AS workspace, owed.item_key AS "itemKey", owed.title, owed.due_on AS "dueOn",
      owed.overdue_since IS NOT NULL OR coalesce(owed.late_at <= $2::timestamptz,
        owed.due_on < coalesce(owed.stopped_on, ($2::timestamptz AT TIME ZONE w.time_zone)::date)) AS overdue,
      owed.status, owed.version
    FROM (
      SELECT 'task' AS kind, id, workspace_id, item_id, cycle, item_key, title, due_on, stopped_on, overdue_since,
        late_at, status, version
      FROM tasks WHERE assignee_id = $1 AND status IN ('todo', 'doing', 'blocked')
      UNION ALL
      SELECT 'milestone', id, workspace_id, item_id, cycle, item_key, title, due_on, stopped_on, overdue_since,
        late_at, status, version
      FROM milestones WHERE assignee_id = $1 AND status = 'planned'
    ) owed
    JOIN items i ON i.id = owed.item_id AND i.cycle = owed.cycle AND i.status = 'active'
    JOIN workspaces w ON w.id = owed.workspace_id AND w.id = $3
    JOIN memberships m ON m.workspace_id = w.id AND m.user_id = $1
    WHERE ${seesItem('i', { userId: '$1', role: 'm.role' })}
  ) mine`;

const WORKSPACE = { en: 'workspace', 'zh-CN': '工作区' };

/** All that a person owes (E-07): what is late first, then by day, so that today's comes before the rest. */
@Injectable()
export class MyWork {
  constructor(
    private readonly transactions: Transactions,
    private readonly workspaces: Workspaces,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found for a workspace the person does not belong to */
  async run(userId: string, { workspace, limit, cursor }: WorkFilter): Promise<Page<WorkRow>> {
    const position = cursor === undefined ? [] : positionIn(cursor);
    const mine = await this.workspaces.ofPerson(userId, workspace);
    if (workspace !== undefined && mine.length === 0) throw notFound(WORKSPACE);
    const now = this.clock.now();
    const ask = ({ id }: PersonsWorkspace): Promise<WorkRow[]> => this.owedIn(id, userId, now, limit + 1, position);
    const rows = await this.workspaces.askInEach(mine, ask);
    return pageOf(rows.sort(byUrgency), limit, ({ overdue, dueOn, id }) => [overdue ? 1 : 0, dueOn, id]);
  }

  /** The first of one workspace; of all of them together the first are among those. */
  private owedIn(
    workspaceId: string,
    userId: string,
    now: Date,
    limit: number,
    position: readonly unknown[],
  ): Promise<WorkRow[]> {
    const after = position.length > 0 ? 'WHERE (NOT overdue, "dueOn", id) > ($5::boolean, $6::date, $7::uuid)' : '';
    const sql = `${OWED} ${after} ORDER BY NOT overdue, "dueOn", id LIMIT $4`;
    return this.transactions.reader.query<WorkRow[]>(sql, [userId, now, workspaceId, limit, ...position]);
  }
}

function byUrgency(one: WorkRow, other: WorkRow): number {
  if (one.overdue !== other.overdue) return one.overdue ? -1 : 1;
  return compare(one.dueOn, other.dueOn) || compare(one.id, other.id);
}

/** As PostgreSQL orders days and ids. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function positionIn(cursor: string): [onTime: boolean, dueOn: string, id: string] {
  const [late, dueOn, id] = decodeCursor(cursor, 'number', 'day', 'id');
  return [late === 0, dueOn, id];
}
