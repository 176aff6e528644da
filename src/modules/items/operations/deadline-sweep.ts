import { Injectable } from '@nestjs/common';

import { systemActor, type WorkspaceRef } from '../../../kernel/actor/index.js';
import { type LocalDate, localDateAt } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { ownTime, WorkingTimes } from '../../calendars/index.js';
import type { DatedRecords } from './dated-records.js';
import { ReckonDeadlines } from './reckon-deadlines.js';

interface DueRow {
  readonly id: string;
  /** Both null for what belongs to no item. */
  readonly itemId: string | null;
  readonly itemKey: string | null;
  readonly title: string;
  readonly assigneeId: string;
  readonly dueOn: LocalDate;
  readonly ownerId: string | null;
  /** When it fell due for this pass. */
  readonly at: Date;
}

type Position = Pick<DueRow, 'at' | 'id'>;
/** Time zone of each person met in this run. */
type Zones = Map<string, string>;

const BATCH = 200;
/** What is more than a batch is marked over so many connections at once: a flood is bound by the database's writing. */
const LANES = 2;
const BEFORE_ALL: Position = { at: new Date(0), id: '00000000-0000-0000-0000-000000000000' };

const PASSES = {
  overdue: { at: 'late_at', mark: 'overdue_since = marked.day, version = version + 1', unless: 'false' },
  // What is late by now is told as that, whichever of the two sweeps comes first.
  due_soon: { at: 'remind_at', mark: 'reminded_of = due_on, remind_at = NULL', unless: 't.late_at <= $2' },
} as const;

export type DeadlinePass = keyof typeof PASSES;

/**
 * Finds by state what is late, or to be reminded of, where its days count, and tells the journal once of each. A run
 * costs what is newly due: until then a row waits in an index under the instant at which its time comes.
 */
@Injectable()
export class DeadlineSweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly reckon: ReckonDeadlines,
    private readonly workingTimes: WorkingTimes,
    private readonly journal: Journal,
  ) {}

  /** @returns how many rows were marked */
  async run(workspace: WorkspaceRef, records: DatedRecords, pass: DeadlinePass, now: Date): Promise<number> {
    await this.reckon.run(workspace, records, now);
    const zones: Zones = new Map();
    const first = await this.markBatch(workspace, records, pass, now, BEFORE_ALL, zones);
    const last = first.at(-1);
    if (first.length < BATCH || !last) return first.length;
    const lanes = Array.from({ length: LANES }, () => this.markAfter(workspace, records, pass, now, last, zones));
    // When one fails the other is waited for all the same: nothing is written once the run is over.
    await Promise.allSettled(lanes);
    return (await Promise.all(lanes)).reduce((sum, marked) => sum + marked, first.length);
  }

  /** Batch after batch; what another lane has locked or marked is passed over. */
  private async markAfter(
    workspace: WorkspaceRef,
    records: DatedRecords,
    pass: DeadlinePass,
    now: Date,
    from: Position,
    zones: Zones,
  ): Promise<number> {
    let marked = 0;
    let after: Position | undefined = from;
    while (after !== undefined) {
      const batch: DueRow[] = await this.markBatch(workspace, records, pass, now, after, zones);
      marked += batch.length;
      after = batch.length === BATCH ? batch.at(-1) : undefined;
    }
    return marked;
  }

  private markBatch(
    workspace: WorkspaceRef,
    records: DatedRecords,
    pass: DeadlinePass,
    now: Date,
    after: Position,
    zones: Zones,
  ): Promise<DueRow[]> {
    const { noun } = records;
    const actor = systemActor(workspace, 'job', `${noun}-${pass}-${now.toISOString()}`);
    return this.transactions.run(async (tx) => {
      const rows = await tx.query<DueRow[]>(dueStatement(records, pass), [workspace.id, now, after.at, after.id]);
      await this.mark(tx, workspace, records, pass, rows, zones);
      const entries = rows.map(({ id, itemId, itemKey, title, assigneeId, dueOn, ownerId }) => ({
        subject: { type: noun, id },
        itemId,
        facts: { ...(itemKey !== null && { itemKey }), title, assigneeId, dueOn, ownerId },
      }));
      await this.journal.recordAll(tx, actor, `${noun}.${pass}`, entries);
      return rows;
    });
  }

  /** The day on which it became late is one of who owes it, wherever he is. */
  private async mark(
    tx: Tx,
    workspace: WorkspaceRef,
    { table }: DatedRecords,
    pass: DeadlinePass,
    rows: readonly DueRow[],
    zones: Zones,
  ): Promise<void> {
    if (rows.length === 0) return;
    // Asked once for a person and run: in a flood it cost more than the marking.
    const unknown = [...new Set(rows.map((row) => row.assigneeId))].filter((id) => !zones.has(id));
    if (unknown.length > 0) {
      const times = await this.workingTimes.ofAll(workspace, unknown, tx);
      for (const id of unknown) zones.set(id, ownTime(times, id).zone);
    }
    const days = rows.map(({ assigneeId, at }) => localDateAt(at, zones.get(assigneeId)!));
    await tx.query(
      `UPDATE ${table} SET ${PASSES[pass].mark}
       FROM unnest($1::uuid[], $2::date[]) AS marked (id, day) WHERE ${table}.id = marked.id`,
      [rows.map(({ id }) => id), days],
    );
  }
}

// What another worker holds it marks itself.
function dueStatement({ table, running, owedBy, belonging }: DatedRecords, pass: DeadlinePass): string {
  const { at, unless } = PASSES[pass];
  const { join, counts, lock, itemId, itemKey, ownerId } = belonging;
  return `SELECT t.id, ${itemId} AS "itemId", ${itemKey} AS "itemKey", t.title, t.${owedBy} AS "assigneeId",
      t.due_on AS "dueOn", ${ownerId} AS "ownerId", t.${at} AS at
    FROM ${table} t ${join}
    WHERE t.workspace_id = $1 AND ${running} AND t.${at} IS NOT NULL AND t.${at} <= $2 AND NOT (${unless})
      AND ${counts} AND (t.${at}, t.id) > ($3::timestamptz, $4::uuid)
    ORDER BY t.${at}, t.id LIMIT ${BATCH} FOR UPDATE OF t SKIP LOCKED ${lock}`;
}
