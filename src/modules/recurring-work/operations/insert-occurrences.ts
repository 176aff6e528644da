import { newId, type Tx } from '../../../platform/database/index.js';
import type { Raised } from '../domain/catching-up.js';
import type { RecurringRule } from '../persistence/recurring-rule.entity.js';

export interface Inserted extends Raised {
  readonly id: string;
}

/**
 * Writes dates of a rule down, each once: one that stands already (another sweep was faster, or a person has skipped
 * it) stays as it is.
 *
 * @returns those that are new
 */
export async function insertOccurrences(
  tx: Tx,
  { id: ruleId, workspaceId, kind, title, target, severity, ownerId }: RecurringRule,
  dates: readonly Raised[],
  now: Date,
): Promise<Inserted[]> {
  if (dates.length === 0) return [];
  const rows = dates.map((date) => ({ ...date, id: newId() }));
  const inserted = await tx.query<{ id: string }[]>(
    `INSERT INTO recurring_occurrences
       (id, workspace_id, rule_id, planned_on, due_on, kind, title, target, owner_id, status, cause, created_at,
        reminded_of, severity)
     SELECT raised.id, $1, $2, raised.planned_on, raised.due_on, $3, $4, $5, $6, raised.status, raised.cause, $7, raised.reminded_of,
       $14
     FROM unnest($8::uuid[], $9::date[], $10::date[], $11::text[], $12::text[], $13::date[])
       AS raised (id, planned_on, due_on, status, cause, reminded_of)
     ON CONFLICT ON CONSTRAINT recurring_occurrences_rule_date DO NOTHING RETURNING id`,
    [
      workspaceId, ruleId, kind, title, target, ownerId, now,
      rows.map(({ id }) => id), rows.map(({ plannedOn }) => plannedOn), rows.map(({ dueOn }) => dueOn),
      rows.map(({ status }) => status), rows.map(({ cause }) => cause),
      rows.map(({ remindedOf }) => remindedOf ?? null), severity,
    ], // prettier-ignore
  );
  const ids = new Set(inserted.map(({ id }) => id));
  return rows.filter(({ id }) => ids.has(id));
}
