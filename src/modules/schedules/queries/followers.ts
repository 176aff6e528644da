/**
 * SQL: how many open records of other people wait for one. The open statuses of both kinds in one list.
 *
 * @param id expression for the record's id
 * @param assigneeId expression for who owes it
 */
export function followersOf(id: string, assigneeId: string): string {
  return `(SELECT count(*) FROM dependencies d
    LEFT JOIN tasks dt ON dt.id = d.successor_id LEFT JOIN milestones dm ON dm.id = d.successor_id
    WHERE d.predecessor_id = ${id} AND d.removed_at IS NULL
      AND coalesce(dt.status, dm.status) IN ('todo', 'doing', 'blocked', 'planned')
      AND coalesce(dt.assignee_id, dm.assignee_id) <> ${assigneeId})`;
}
