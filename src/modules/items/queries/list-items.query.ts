import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { type Action, isJudgedByRelation, ITEM_WRITES, permitted, seesItem } from '../../people/index.js';
import type { Severity, Stage, Status, TriggerType } from '../domain/item-words.js';
import { ItemRelations, writtenRelations } from '../operations/item-relations.js';

export const ITEM_SORTS = ['-changedAt', 'changedAt', 'key', '-key'] as const;
export type ItemSort = (typeof ITEM_SORTS)[number];

export interface ItemFilter {
  readonly stage?: Stage;
  readonly status?: Status;
  readonly severity?: Severity;
  readonly type?: TriggerType;
  readonly ownerId?: string;
  readonly unitId?: string;
  readonly sort: ItemSort;
  readonly limit: number;
  readonly cursor?: string;
}

export interface ItemRow {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly type: TriggerType;
  readonly stage: Stage;
  readonly status: Status;
  readonly severity: Severity | null;
  readonly impact: number | null;
  readonly urgency: number | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly unitId: string | null;
  readonly plannedFinish: string | null;
  readonly cycle: number;
  readonly changedAt: Date;
  readonly version: number;
  readonly sponsorId: string | null;
  /** Whether the reader has a seat in its team. */
  readonly team: boolean;
}

export type PermittedRow = ItemRow & { readonly permitted: readonly Action[] };

const SORTS: Record<ItemSort, { column: string; kind: 'instant' | 'text'; descending: boolean }> = {
  '-changedAt': { column: 'i.changed_at', kind: 'instant', descending: true },
  changedAt: { column: 'i.changed_at', kind: 'instant', descending: false },
  key: { column: 'i.key', kind: 'text', descending: false },
  '-key': { column: 'i.key', kind: 'text', descending: true },
};

const FILTERS = {
  stage: 'i.stage',
  status: 'i.status',
  severity: 'i.severity',
  type: 'i.type',
  ownerId: 'i.owner_id',
  unitId: 'i.unit_id',
} as const;

/**
 * A page of items by keyset: however far one pages, the index is entered at the cursor. Hand-written SQL, since this is
 * the page that everyone opens all day and the ORM's hydration would double its cost.
 */
@Injectable()
export class ListItems {
  constructor(
    private readonly transactions: Transactions,
    private readonly relations: ItemRelations,
  ) {}

  async run(actor: Actor, filter: ItemFilter): Promise<Page<PermittedRow>> {
    const { sql, params } = listStatement(actor, filter);
    const found = await this.transactions.reader.query<ItemRow[]>(sql, params);
    const reach = isJudgedByRelation(actor) ? await this.relations.reachOf(this.transactions.reader, actor, found) : [];
    const rows = found.map((row) => ({ ...row, permitted: permittedOn(actor, row, reach) }));
    const byKey = SORTS[filter.sort].column === 'i.key';
    return pageOf(rows, filter.limit, (row) => [byKey ? row.key : row.changedAt.toISOString(), row.id]);
  }
}

function permittedOn(actor: Actor, row: ItemRow, reach: readonly string[]): readonly Action[] {
  return permitted(actor, { ...writtenRelations(actor, row, reach), team: row.team }, ITEM_WRITES);
}

function listStatement({ workspace, userId, role }: Actor, filter: ItemFilter): { sql: string; params: unknown[] } {
  const params: unknown[] = [workspace.id, userId, role];
  const conditions = ['i.workspace_id = $1', seesItem('i', { userId: '$2', role: '$3' })];
  for (const [name, column] of Object.entries(FILTERS)) {
    const value = filter[name as keyof typeof FILTERS];
    if (value !== undefined) conditions.push(`${column} = $${params.push(value)}`);
  }
  const { column, kind, descending } = SORTS[filter.sort];
  const direction = descending ? 'DESC' : 'ASC';
  if (filter.cursor !== undefined) {
    const [value, id] = decodeCursor(filter.cursor, kind, 'id');
    conditions.push(`(${column}, i.id) ${descending ? '<' : '>'} ($${params.push(value)}, $${params.push(id)})`);
  }
  const sql = `SELECT i.id, i.key, i.title, i.type, i.stage, i.status, i.severity, i.impact, i.urgency,
      i.owner_id AS "ownerId", u.name AS "ownerName", i.unit_id AS "unitId", i.planned_finish AS "plannedFinish", i.cycle,
      i.changed_at AS "changedAt", i.version, i.sponsor_id AS "sponsorId",
      EXISTS (SELECT 1 FROM item_team_members t WHERE t.item_id = i.id AND t.user_id = $2) AS team
    FROM items i LEFT JOIN users u ON u.id = i.owner_id
    WHERE ${conditions.join(' AND ')}
    ORDER BY ${column} ${direction}, i.id ${direction} LIMIT $${params.push(filter.limit + 1)}`;
  return { sql, params };
}
