import { Injectable } from '@nestjs/common';

import { systemActor, type WorkspaceRef } from '../../../kernel/actor/index.js';
import { addDays, isLate, localDateAt } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { ownTime, WorkingTimes } from '../../calendars/index.js';

interface Candidate {
  readonly id: string;
  readonly ownerId: string;
  readonly dueOn: string;
  readonly title: string;
  readonly createdBy: string | null;
}

const BATCH = 200;

/** Flags what is late once, in the working days of who owes it. */
@Injectable()
export class FlagLateOccurrences {
  constructor(
    private readonly transactions: Transactions,
    private readonly workingTimes: WorkingTimes,
    private readonly journal: Journal,
  ) {}

  /** @returns how many were flagged in the workspace */
  async run(workspace: WorkspaceRef, now: Date): Promise<number> {
    let flagged = 0;
    let position = { dueOn: '0001-01-01', id: '00000000-0000-0000-0000-000000000000' };
    for (;;) {
      const { rows, late } = await this.transactions.run((tx) => this.flag(tx, workspace, now, position));
      flagged += late;
      const last = rows.at(-1);
      if (last === undefined || rows.length < BATCH) return flagged;
      position = last;
    }
  }

  private async flag(
    tx: Tx,
    workspace: WorkspaceRef,
    now: Date,
    after: { readonly dueOn: string; readonly id: string },
  ): Promise<{ rows: Candidate[]; late: number }> {
    // Nowhere is it later than in the zone where days begin first.
    const until = addDays(localDateAt(now, 'Etc/GMT-14'), -1);
    const rows = await tx.query<Candidate[]>(
      `SELECT t.id, t.owner_id AS "ownerId", t.due_on AS "dueOn", t.title, r.created_by AS "createdBy"
       FROM recurring_occurrences t JOIN recurring_rules r ON r.id = t.rule_id
       WHERE t.workspace_id = $1 AND t.status = 'open' AND t.overdue_since IS NULL AND t.due_on <= $2
         AND (t.due_on, t.id) > ($3::date, $4::uuid)
       ORDER BY t.due_on, t.id LIMIT ${BATCH} FOR UPDATE OF t SKIP LOCKED`,
      [workspace.id, until, after.dueOn, after.id],
    );
    const times = await this.workingTimes.ofAll(workspace, [...new Set(rows.map(({ ownerId }) => ownerId))], tx);
    const actor = systemActor(workspace, 'job', `occurrence-overdue-${now.toISOString()}`);
    let late = 0;
    for (const { id, ownerId, dueOn, title, createdBy } of rows) {
      const { zone, calendar } = ownTime(times, ownerId);
      const today = localDateAt(now, zone);
      if (!isLate({ dueOn, stoppedOn: null }, today, calendar)) continue;
      late += 1;
      await tx.query('UPDATE recurring_occurrences SET overdue_since = $2, version = version + 1 WHERE id = $1', [
        id,
        today,
      ]);
      const facts = { title, dueOn, assigneeId: ownerId, ownerId: createdBy };
      await this.journal.record(tx, actor, { type: 'occurrence.overdue', subject: { type: 'occurrence', id }, facts });
    }
    return { rows, late };
  }
}
