import { Injectable } from '@nestjs/common';

import { newId, type Tx } from '../../../platform/database/index.js';
import type { SubjectType } from '../domain/escalation-words.js';
import type { SuccessionReason } from '../domain/round.js';
import type { Escalation } from '../persistence/escalation.entity.js';
import type { Subject } from '../queries/subject.js';

const COLUMNS = `id, workspace_id, item_id, subject_type, subject_id, round, started_because, started_at, runs_from, look_at,
  owed_by, due_on, slips`;
const NEXT_ROUND = `(SELECT coalesce(max(e.round), 0) + 1 FROM escalations e WHERE e.subject_type = $3 AND e.subject_id = $4)`;
const ONE_OPEN = 'ON CONFLICT (subject_type, subject_id) WHERE ended_at IS NULL DO NOTHING';

const LATE = {
  task: { table: 'tasks', itemId: 's.item_id', owedBy: 's.assignee_id', slips: 's.slips' },
  milestone: { table: 'milestones', itemId: 's.item_id', owedBy: 's.assignee_id', slips: 's.slips' },
  recurring_occurrence: { table: 'recurring_occurrences', itemId: 'NULL::uuid', owedBy: 's.owner_id', slips: '0' },
} as const;

/** What is flagged overdue. */
export type DatedSubjectType = keyof typeof LATE;

/** Begins rounds, one open for each subject: the database's own key says so, whoever else is about to begin it. */
@Injectable()
export class OpenRounds {
  /** Of what was flagged overdue, if it still is. */
  async ofLate(tx: Tx, type: DatedSubjectType, id: string, at: Date): Promise<void> {
    const { table, itemId, owedBy, slips } = LATE[type];
    await tx.query(
      `INSERT INTO escalations (${COLUMNS})
       SELECT $1, s.workspace_id, ${itemId}, $3, s.id, ${NEXT_ROUND}, 'late', $2, $2, $2, ${owedBy}, s.due_on, ${slips}
       FROM ${table} s WHERE s.id = $4 AND s.overdue_since IS NOT NULL ${ONE_OPEN}`,
      [newId(), at, type, id],
    );
  }

  /** Of an item, if it is a P0 that is not contained. */
  async ofEmergency(tx: Tx, itemId: string, at: Date): Promise<void> {
    await tx.query(
      `INSERT INTO escalations (${COLUMNS})
       SELECT $1, i.workspace_id, i.id, $3, i.id, ${NEXT_ROUND}, 'late', $2, $2, $2, i.owner_id, NULL, 0
       FROM items i LEFT JOIN containments c ON c.item_id = i.id
       WHERE i.id = $4 AND i.severity = 'P0' AND i.status IN ('active', 'on_hold') AND c.contained_at IS NULL ${ONE_OPEN}`,
      [newId(), at, 'containment' satisfies SubjectType, itemId],
    );
  }

  /** The one that follows on a round that has just ended while its subject is still late. */
  async after(tx: Tx, ended: Escalation, subject: Subject, because: SuccessionReason, at: Date): Promise<Escalation> {
    const { workspaceId, itemId, subjectType, subjectId, round } = ended;
    const { owedBy, dueOn, slips } = subject;
    const next: Escalation = {
      ...{ id: newId(), workspaceId, itemId, subjectType, subjectId, round: round + 1, startedBecause: because },
      ...{ startedAt: at, runsFrom: at, lookAt: at, standsSince: null, owedBy, dueOn, slips },
      ...{ acknowledgedBy: null, acknowledgedAt: null, note: null, untilOn: null, untilAt: null },
      ...{ endedAt: null, endReason: null, version: 1 },
    };
    await tx.query(
      `INSERT INTO escalations (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8, $9, $10, $11)`,
      [next.id, workspaceId, itemId, subjectType, subjectId, next.round, because, at, owedBy, dueOn, slips],
    );
    return next;
  }
}
