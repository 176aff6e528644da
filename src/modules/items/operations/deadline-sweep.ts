import { Injectable } from '@nestjs/common';

import { systemActor, type WorkspaceRef } from '../../../kernel/actor/index.js';
import { type LocalDate, localDateAt } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';

/** A kind of record below an item that carries a deadline, with the columns of the kernel's `Deadline`. */
export interface DatedRecords {
  /** `task`: begins the events' types. */
  readonly noun: string;
  readonly table: string;
  /** SQL on `t`: the predicate of the partial index that lists what is owed, runs and is not flagged. */
  readonly running: string;
}

interface DueRow {
  readonly id: string;
  readonly itemId: string;
  readonly itemKey: string;
  readonly title: string;
  readonly assigneeId: string;
  readonly dueOn: LocalDate;
  readonly ownerId: string | null;
}

type Position = Pick<DueRow, 'dueOn' | 'id'>;

const BATCH = 200;
/** The zone in which days begin first: nowhere is it later than there. */
const FIRST_ZONE = 'Etc/GMT-14';
const BEFORE_ALL: Position = { dueOn: '0001-01-01', id: '00000000-0000-0000-0000-000000000000' };

/** `$2` is today in the workspace. */
const PASSES = {
  overdue: { due: 't.due_on < $2::date', mark: 'overdue_since = due_on + 1, version = version + 1' },
  due_soon: {
    due: 't.due_on BETWEEN $2::date AND $2::date + 1 AND t.reminded_of IS DISTINCT FROM t.due_on',
    mark: 'reminded_of = due_on',
  },
} as const;

export type DeadlinePass = keyof typeof PASSES;

/** Finds by state what is late, or due tomorrow, in items that are active, and tells the journal once of each. */
@Injectable()
export class DeadlineSweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
  ) {}

  /** @returns how many rows were marked */
  async run(records: DatedRecords, pass: DeadlinePass, now: Date): Promise<number> {
    let marked = 0;
    for (const workspace of await this.workspacesConcerned(records, now)) {
      marked += await this.runIn(workspace, records, pass, localDateAt(now, workspace.timeZone));
    }
    return marked;
  }

  private workspacesConcerned({ table, running }: DatedRecords, now: Date): Promise<WorkspaceRef[]> {
    return this.transactions.reader.query(
      `SELECT w.id, w.slug, w.time_zone AS "timeZone" FROM workspaces w WHERE EXISTS (
         SELECT 1 FROM ${table} t WHERE t.workspace_id = w.id AND ${running} AND t.due_on <= $1::date + 1) ORDER BY w.id`,
      [localDateAt(now, FIRST_ZONE)],
    );
  }

  private async runIn(
    workspace: WorkspaceRef,
    records: DatedRecords,
    pass: DeadlinePass,
    today: LocalDate,
  ): Promise<number> {
    let marked = 0;
    let after: Position | undefined = BEFORE_ALL;
    while (after !== undefined) {
      const batch: DueRow[] = await this.markBatch(workspace, records, pass, today, after);
      marked += batch.length;
      after = batch.length === BATCH ? batch.at(-1) : undefined;
    }
    return marked;
  }

  private markBatch(
    workspace: WorkspaceRef,
    records: DatedRecords,
    pass: DeadlinePass,
    today: LocalDate,
    after: Position,
  ): Promise<DueRow[]> {
    const { noun, table } = records;
    const actor = systemActor(workspace, 'job', `${noun}-${pass}-${today}`);
    return this.transactions.run(async (tx) => {
      const rows = await tx.query<DueRow[]>(dueStatement(records, pass), [workspace.id, today, after.dueOn, after.id]);
      const ids = rows.map(({ id }) => id);
      await tx.query(`UPDATE ${table} SET ${PASSES[pass].mark} WHERE id = ANY($1::uuid[])`, [ids]);
      for (const { id, itemId, ...facts } of rows) {
        const type = `${noun}.${pass}`;
        await this.journal.record(tx, actor, { type, subject: { type: noun, id }, itemId, facts });
      }
      return rows;
    });
  }
}

// What another worker holds it marks itself; an item that is moving right now is looked at again next time.
function dueStatement({ table, running }: DatedRecords, pass: DeadlinePass): string {
  return `SELECT t.id, t.item_id AS "itemId", t.item_key AS "itemKey", t.title, t.assignee_id AS "assigneeId",
      t.due_on AS "dueOn", i.owner_id AS "ownerId"
    FROM ${table} t JOIN items i ON i.id = t.item_id
    WHERE t.workspace_id = $1 AND ${running} AND ${PASSES[pass].due} AND i.status = 'active' AND i.cycle = t.cycle
      AND (t.due_on, t.id) > ($3::date, $4::uuid)
    ORDER BY t.due_on, t.id LIMIT ${BATCH} FOR UPDATE OF t SKIP LOCKED FOR SHARE OF i SKIP LOCKED`;
}
