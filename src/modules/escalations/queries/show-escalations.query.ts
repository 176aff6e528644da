import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { ItemAccess } from '../../items/index.js';
import { seesItem } from '../../people/index.js';
import { ESCALATION_NOUN, type EscalationState, type LadderSeverity } from '../domain/escalation-words.js';
import { type DueStep, nextStep } from '../domain/ladder.js';
import type { EscalationStep } from '../persistence/escalation-step.entity.js';
import type { Escalation } from '../persistence/escalation.entity.js';
import { Ladders } from './ladders.query.js';
import { STATE_SQL, stateOf, toldOf } from './round-facts.js';
import { subjectKey } from './subject.js';
import { Subjects } from './subjects.query.js';

export interface EscalationFilter {
  readonly state?: EscalationState;
  readonly subjectId?: string;
  /** Whom it has reached. */
  readonly userId?: string;
  readonly limit: number;
  readonly cursor?: string;
}

export type StepShown = EscalationStep & { readonly userName: string | null };

export type EscalationShown = Escalation & {
  /** Null for what comes round, as its item. */
  readonly itemKey: string | null;
  readonly severity: LadderSeverity | null;
  readonly title: string;
  readonly acknowledgedByName: string | null;
  readonly state: EscalationState;
  readonly steps: readonly StepShown[];
  /** What comes next if nothing changes. */
  readonly next: DueStep | null;
};

type Row = Omit<EscalationShown, 'state' | 'steps' | 'next'>;

const COLUMNS = `
  e.id, e.workspace_id AS "workspaceId", e.item_id AS "itemId", e.subject_type AS "subjectType",
  e.subject_id AS "subjectId", e.round, e.started_because AS "startedBecause", e.started_at AS "startedAt",
  e.runs_from AS "runsFrom", e.look_at AS "lookAt", e.stands_since AS "standsSince", e.owed_by AS "owedBy",
  e.due_on AS "dueOn", e.slips, e.acknowledged_by AS "acknowledgedBy", e.acknowledged_at AS "acknowledgedAt", e.note,
  e.until_on AS "untilOn", e.until_at AS "untilAt", e.ended_at AS "endedAt", e.end_reason AS "endReason", e.version,
  i.key AS "itemKey", coalesce(i.severity, o.severity) AS severity,
  coalesce(t.title, m.title, o.title, i.title) AS title, u.name AS "acknowledgedByName"`;

const FROM = `
  FROM escalations e LEFT JOIN items i ON i.id = e.item_id LEFT JOIN users u ON u.id = e.acknowledged_by
  LEFT JOIN tasks t ON e.subject_type = 'task' AND t.id = e.subject_id
  LEFT JOIN milestones m ON e.subject_type = 'milestone' AND m.id = e.subject_id
  LEFT JOIN recurring_occurrences o ON e.subject_type = 'recurring_occurrence' AND o.id = e.subject_id`;

const STEPS = `
  SELECT s.escalation_id AS "escalationId", s.level, s.workspace_id AS "workspaceId", s.who, s.user_id AS "userId",
    s.due_at AS "dueAt", s.told_at AS "toldAt", s.passed_because AS "passedBecause", u.name AS "userName"
  FROM escalation_steps s LEFT JOIN users u ON u.id = s.user_id
  WHERE s.workspace_id = $1 AND s.escalation_id = ANY($2::uuid[]) ORDER BY s.level`;

const REACHED = `EXISTS (SELECT 1 FROM escalation_steps s WHERE s.workspace_id = e.workspace_id
  AND s.escalation_id = e.id AND s.told_at IS NOT NULL AND s.user_id = `;

/** Rounds as people read them: of items that the reader sees, and of what comes round, which all do. */
@Injectable()
export class ShowEscalations {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly subjects: Subjects,
    private readonly ladders: Ladders,
  ) {}

  /** Newest first. */
  async page(
    actor: Actor,
    { state, subjectId, userId, limit, cursor }: EscalationFilter,
  ): Promise<Page<EscalationShown>> {
    const params: unknown[] = [actor.workspace.id, actor.userId, actor.role, limit + 1];
    const conditions = [`(e.item_id IS NULL OR ${seesItem('i', { userId: '$2::uuid', role: '$3' })})`];
    if (state !== undefined) conditions.push(STATE_SQL[state]);
    if (subjectId !== undefined) conditions.push(`e.subject_id = $${params.push(subjectId)}`);
    if (userId !== undefined) conditions.push(`${REACHED} $${params.push(userId)})`);
    if (cursor !== undefined) conditions.push(`e.id < $${params.push(decodeCursor(cursor, 'id')[0])}`);
    const rows = await this.transactions.reader.query<Row[]>(
      `SELECT ${COLUMNS} ${FROM} WHERE e.workspace_id = $1 AND ${conditions.join(' AND ')} ORDER BY e.id DESC LIMIT $4`,
      params,
    );
    const page = pageOf(rows, limit, ({ id }) => [id]);
    return { ...page, rows: await this.shown(actor, page.rows) };
  }

  /** Of all cycles of an item, newest first. */
  async ofItem(actor: Actor, key: string): Promise<EscalationShown[]> {
    const { id } = await this.items.find(actor, key);
    return this.shown(actor, await this.rows(actor, 'e.item_id = $2', id));
  }

  /** @throws DomainError not_found */
  async one(actor: Actor, id: string): Promise<EscalationShown> {
    const rows = await this.rows(actor, 'e.id = $2', id);
    const itemId = rows[0]?.itemId ?? null;
    if (itemId !== null) await this.items.ofRecord(actor, itemId, ESCALATION_NOUN);
    const [shown] = await this.shown(actor, rows);
    if (!shown) throw notFound(ESCALATION_NOUN);
    return shown;
  }

  private rows({ workspace }: Actor, condition: string, id: string): Promise<Row[]> {
    const sql = `SELECT ${COLUMNS} ${FROM} WHERE e.workspace_id = $1 AND ${condition} ORDER BY e.id DESC`;
    return this.transactions.reader.query<Row[]>(sql, [workspace.id, id]);
  }

  private async shown({ workspace }: Actor, rows: readonly Row[]): Promise<EscalationShown[]> {
    if (rows.length === 0) return [];
    const { reader } = this.transactions;
    const steps = await reader.query<StepShown[]>(STEPS, [workspace.id, rows.map(({ id }) => id)]);
    const climbing = rows.filter((row) => stateOf(row) === 'climbing');
    const subjects = await this.subjects.of(reader, workspace, climbing, 'none');
    const factsOf = await this.ladders.of(reader, workspace, [...subjects.values()]);
    return rows.map((row) => {
      const own = steps.filter(({ escalationId }) => escalationId === row.id);
      const state = stateOf(row);
      const subject = state === 'climbing' ? subjects.get(subjectKey(row.subjectType, row.subjectId)) : undefined;
      const facts = subject && factsOf(subject, { runsFrom: row.runsFrom, told: toldOf(own) });
      return { ...row, state, steps: own, next: facts ? nextStep(facts).step : null };
    });
  }
}
