import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { addDays, localDateAt } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { seesItem } from '../../people/index.js';
import type { ToldStep } from '../domain/ladder.js';
import type { Escalation } from '../persistence/escalation.entity.js';
import type { SubjectRef } from './subjects.query.js';

/** Something that climbs, or will be late in time to begin. */
export interface Foreseen extends SubjectRef {
  /** Null for what is not late yet. */
  readonly round: Pick<Escalation, 'id' | 'runsFrom' | 'untilOn' | 'untilAt'> | null;
  readonly told: readonly ToldStep[];
}

type OpenRound = SubjectRef & NonNullable<Foreseen['round']> & { readonly told: readonly ToldAsJson[] | null };

interface ToldAsJson {
  readonly level: number;
  readonly userId: string;
  readonly at: string;
}

const BATCH = 500;
const NOWHERE = '00000000-0000-0000-0000-000000000000';
/** The zone in which days begin first. */
const FIRST_ZONE = 'Etc/GMT-14';
const SEEN = seesItem('i', { userId: '$2::uuid', role: '$3' });

const OPEN = `
  SELECT e.id, e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.item_id AS "itemId",
    e.runs_from AS "runsFrom", e.until_on AS "untilOn", e.until_at AS "untilAt",
    (SELECT json_agg(json_build_object('level', s.level, 'userId', s.user_id, 'at', s.told_at)) FROM escalation_steps s
     WHERE s.escalation_id = e.id AND s.told_at IS NOT NULL) AS told
  FROM escalations e LEFT JOIN items i ON i.id = e.item_id
  WHERE e.workspace_id = $1 AND e.ended_at IS NULL AND e.stands_since IS NULL AND e.id > $4 AND (e.item_id IS NULL OR ${SEEN})
  ORDER BY e.id LIMIT ${BATCH}`;

const BELOW_ITEM = {
  itemId: 't.item_id',
  join: 'JOIN items i ON i.id = t.item_id',
  seen: `${SEEN} AND i.status = 'active' AND i.cycle = t.cycle`,
};
// Every member sees it; the viewer is named all the same, since a parameter needs a type.
const BY_ITSELF = { itemId: 'NULL::uuid', join: '', seen: '($2::uuid IS NULL OR $3::text IS NOT NULL)' };

// The predicates of the indexes that wait for a date to pass: reckoned, or not reckoned yet.
const COMING = [
  { type: 'task', table: 'tasks', owed: "t.stopped_on IS NULL AND t.status IN ('todo', 'doing')", ...BELOW_ITEM },
  { type: 'milestone', table: 'milestones', owed: "t.stopped_on IS NULL AND t.status = 'planned'", ...BELOW_ITEM },
  { type: 'recurring_occurrence', table: 'recurring_occurrences', owed: "t.status = 'open'", ...BY_ITSELF },
].map(({ type, table, owed, itemId, join, seen }) => {
  const running = `t.overdue_since IS NULL AND ${owed}`;
  return `
    SELECT t.id, '${type}' AS "subjectType", t.id AS "subjectId", ${itemId} AS "itemId"
    FROM ${table} t ${join}
    WHERE t.workspace_id = $1 AND t.id > $4 AND ${seen} AND (
      (t.late_at IS NULL AND t.due_on <= $5::date AND ${running}) OR
      (t.late_at IS NOT NULL AND t.late_at <= $6::timestamptz AND ${running}))
    ORDER BY t.id LIMIT ${BATCH}`;
});

/** All that a forecast has to look at, in keyset batches: of items that the reader sees, and what comes round. */
@Injectable()
export class ForeseenSubjects {
  constructor(private readonly transactions: Transactions) {}

  async *batches(actor: Actor, until: Date): AsyncGenerator<Foreseen[]> {
    const viewer = [actor.workspace.id, actor.userId, actor.role];
    for await (const rows of this.all<OpenRound>(OPEN, viewer, [])) {
      yield rows.map(({ subjectType, subjectId, itemId, told, ...round }) => {
        const earlier = (told ?? []).map(({ at, ...step }) => ({ ...step, at: new Date(at) }));
        return { subjectType, subjectId, itemId, round, told: earlier };
      });
    }
    const lastDay = addDays(localDateAt(until, FIRST_ZONE), 1);
    for (const sql of COMING) {
      for await (const rows of this.all<SubjectRef & { id: string }>(sql, viewer, [lastDay, until])) {
        yield rows.map((row) => ({ ...row, round: null, told: [] }));
      }
    }
  }

  private async *all<Row extends { readonly id: string }>(
    sql: string,
    viewer: readonly unknown[],
    rest: readonly unknown[],
  ): AsyncGenerator<Row[]> {
    for (let after: string | undefined = NOWHERE; after !== undefined;) {
      const rows: Row[] = await this.transactions.reader.query<Row[]>(sql, [...viewer, after, ...rest]);
      if (rows.length > 0) yield rows;
      after = rows.length === BATCH ? rows.at(-1)?.id : undefined;
    }
  }
}
