import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { CalendarRecord } from '../persistence/working-calendar.entity.js';

// The nearest department up the tree that has a calendar; the depth bounds what no data should make endless.
const NEAREST = `
  WITH RECURSIVE up AS (
    SELECT m.user_id, u.id, u.parent_id, 0 AS depth FROM memberships m
    JOIN units u ON u.workspace_id = m.workspace_id AND u.id = m.unit_id
    WHERE m.workspace_id = $1 AND m.user_id = ANY($2::uuid[])
    UNION ALL
    SELECT up.user_id, p.id, p.parent_id, up.depth + 1 FROM up
    JOIN units p ON p.workspace_id = $1 AND p.id = up.parent_id WHERE up.depth < 50
  )
  SELECT DISTINCT ON (up.user_id) up.user_id AS "userId", c.calendar_id AS "calendarId" FROM up
  JOIN unit_calendars c ON c.workspace_id = $1 AND c.unit_id = up.id AND c.calendar_id IS NOT NULL
  ORDER BY up.user_id, up.depth`;

// The same from a department itself.
const NEAREST_ABOVE = `
  WITH RECURSIVE up AS (
    SELECT u.id, u.parent_id, 0 AS depth FROM units u WHERE u.workspace_id = $1 AND u.id = $2
    UNION ALL
    SELECT p.id, p.parent_id, up.depth + 1 FROM up
    JOIN units p ON p.workspace_id = $1 AND p.id = up.parent_id WHERE up.depth < 50
  )
  SELECT c.calendar_id AS "calendarId" FROM up
  JOIN unit_calendars c ON c.workspace_id = $1 AND c.unit_id = up.id AND c.calendar_id IS NOT NULL
  ORDER BY up.depth LIMIT 1`;

/** By person: the calendar of the nearest department above that has one. */
export async function calendarsOfUnits(
  tx: Tx,
  workspaceId: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ userId: string; calendarId: string }[]>(NEAREST, [workspaceId, userIds]);
  return new Map(rows.map(({ userId, calendarId }) => [userId, calendarId]));
}

/** The calendar that a department follows: of the nearest above that has one, or else everybody's; null where none is set up. */
export async function calendarOfUnit(
  tx: Tx,
  { id: workspaceId }: WorkspaceRef,
  unitId: string | null,
): Promise<CalendarRecord | null> {
  const above = unitId === null ? [] : await tx.query<{ calendarId: string }[]>(NEAREST_ABOVE, [workspaceId, unitId]);
  const nearest = above[0];
  const which = nearest ? { id: nearest.calendarId } : { isDefault: true };
  return tx.findOneBy(CalendarRecord, { workspaceId, ...which });
}
