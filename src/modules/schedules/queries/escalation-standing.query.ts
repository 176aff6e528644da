import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { Transactions } from '../../../platform/database/index.js';
import type { Item } from '../../items/index.js';

/** How far up the line of people something late has climbed, and whether somebody has taken it on. */
export interface EscalationStanding {
  readonly id: string;
  readonly state: 'climbing' | 'standing' | 'acknowledged';
  /** The last step whose person was told; all null before the first. */
  readonly who: string | null;
  readonly level: number | null;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly toldAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedByName: string | null;
  readonly acknowledgedAt: Date | null;
  readonly untilOn: string | null;
}

// By SQL: escalations know tasks, milestones and what comes round, so these cannot ask them. The states are those of `stateOf` there.
const OPEN = `
  SELECT e.subject_id AS "subjectId", e.id, e.acknowledged_by AS "acknowledgedBy", a.name AS "acknowledgedByName",
    e.acknowledged_at AS "acknowledgedAt", e.until_on AS "untilOn", s.who, s.level, s.user_id AS "userId",
    u.name AS "userName", s.told_at AS "toldAt",
    CASE WHEN e.stands_since IS NOT NULL THEN 'standing' WHEN e.acknowledged_at IS NOT NULL THEN 'acknowledged'
      ELSE 'climbing' END AS state
  FROM escalations e
  LEFT JOIN LATERAL (SELECT * FROM escalation_steps WHERE escalation_id = e.id AND told_at IS NOT NULL
    ORDER BY level DESC LIMIT 1) s ON true
  LEFT JOIN users u ON u.id = s.user_id LEFT JOIN users a ON a.id = e.acknowledged_by
  WHERE e.workspace_id = $1 AND e.ended_at IS NULL`;
const OF_ITEM = `${OPEN} AND e.item_id = $2 AND e.subject_type IN ('task', 'milestone')`;
const COMING_ROUND = `${OPEN} AND e.subject_type = 'recurring_occurrence' AND e.subject_id = ANY($2::uuid[])`;

/** Where late records stand on the ladder, in one statement for all of them. */
@Injectable()
export class EscalationStandings {
  constructor(private readonly transactions: Transactions) {}

  /** Those of an item, by the id of the record; what does not climb is left out. */
  in({ id, workspaceId }: Pick<Item, 'id' | 'workspaceId'>): Promise<ReadonlyMap<string, EscalationStanding>> {
    return this.found(OF_ITEM, workspaceId, id);
  }

  /** Those of dates of recurring rules, by their ids. */
  of(workspace: WorkspaceRef, occurrenceIds: readonly string[]): Promise<ReadonlyMap<string, EscalationStanding>> {
    return this.found(COMING_ROUND, workspace.id, occurrenceIds);
  }

  private async found(
    sql: string,
    workspaceId: string,
    which: string | readonly string[],
  ): Promise<ReadonlyMap<string, EscalationStanding>> {
    const values = [workspaceId, which];
    const rows = await this.transactions.reader.query<(EscalationStanding & { subjectId: string })[]>(sql, values);
    return new Map(rows.map((row) => [row.subjectId, row]));
  }
}
