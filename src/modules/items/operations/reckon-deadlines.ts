import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import {
  addDays,
  lateFrom,
  type LocalDate,
  localDateAt,
  remindOn,
  startOfLocalDate,
} from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { type OwnTimes, ownTime, WorkingTimes } from '../../calendars/index.js';
import type { DatedRecords } from './dated-records.js';

interface Unreckoned {
  readonly id: string;
  readonly assigneeId: string;
  readonly dueOn: LocalDate;
  readonly isReminded: boolean;
}

const BATCH = 500;
/** Nobody is reminded earlier than this, however long he is away before the due day. */
const AHEAD_DAYS = 20;
/** The zone in which days begin first: nowhere is it later than there. */
const FIRST_ZONE = 'Etc/GMT-14';

/**
 * Works out from which instant each of the coming deadlines is late, and when to remind of it, in the calendar and zone of
 * who owes it. What the calendar says may change until then: `anew` lets it be reckoned again.
 */
@Injectable()
export class ReckonDeadlines {
  constructor(
    private readonly transactions: Transactions,
    private readonly workingTimes: WorkingTimes,
  ) {}

  /** All of the workspace that fall due within 20 days and are not reckoned. */
  async run(workspace: WorkspaceRef, records: DatedRecords, now: Date): Promise<void> {
    const until = addDays(localDateAt(now, FIRST_ZONE), AHEAD_DAYS);
    let reckoned = BATCH;
    while (reckoned === BATCH) {
      reckoned = await this.transactions.run((tx) => this.reckonBatch(tx, workspace, records, until));
    }
  }

  /** Lets what the workspace (or one person in it) owes be reckoned again: days became free, or working days. */
  async anew(
    tx: Tx,
    { table, running, owedBy }: DatedRecords,
    workspaceId: string,
    userId: string | null,
  ): Promise<void> {
    await tx.query(
      `UPDATE ${table} t SET late_at = NULL, remind_at = NULL
       WHERE t.workspace_id = $1 AND ${running} AND t.late_at IS NOT NULL AND ($2::uuid IS NULL OR t.${owedBy} = $2)`,
      [workspaceId, userId],
    );
  }

  private async reckonBatch(
    tx: Tx,
    workspace: WorkspaceRef,
    { table, running, owedBy }: DatedRecords,
    until: LocalDate,
  ): Promise<number> {
    const rows = await tx.query<Unreckoned[]>(
      `SELECT t.id, t.${owedBy} AS "assigneeId", t.due_on AS "dueOn",
         coalesce(t.reminded_of = t.due_on, false) AS "isReminded"
       FROM ${table} t WHERE t.workspace_id = $1 AND ${running} AND t.late_at IS NULL AND t.due_on <= $2
       ORDER BY t.due_on, t.id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
      [workspace.id, until],
    );
    if (rows.length === 0) return 0;
    const times = await this.workingTimes.ofAll(workspace, [...new Set(rows.map((row) => row.assigneeId))], tx);
    await tx.query(
      `UPDATE ${table} SET late_at = reckoned.late_at, remind_at = reckoned.remind_at
       FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS reckoned (id, late_at, remind_at)
       WHERE ${table}.id = reckoned.id`,
      [rows.map(({ id }) => id), rows.map((row) => lateAt(row, times)), rows.map((row) => remindAt(row, times))],
    );
    return rows.length;
  }
}

function lateAt({ assigneeId, dueOn }: Unreckoned, times: OwnTimes): Date {
  const { zone, calendar } = ownTime(times, assigneeId);
  return startOfLocalDate(lateFrom(dueOn, calendar), zone);
}

function remindAt({ assigneeId, dueOn, isReminded }: Unreckoned, times: OwnTimes): Date | null {
  if (isReminded) return null;
  const { zone, calendar } = ownTime(times, assigneeId);
  const earliest = addDays(dueOn, -AHEAD_DAYS);
  const day = remindOn(dueOn, calendar);
  return startOfLocalDate(day < earliest ? earliest : day, zone);
}
