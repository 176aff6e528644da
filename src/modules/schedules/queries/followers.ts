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

/**
 * SQL: the kind of the approval for which the clock of a record stands, the one awaited longest; null where it stands for none.
 *
 * @param record alias of the row of the task or milestone
 */
export function heldUpFor(record: string): string {
  return `CASE WHEN ${record}.stopped_on IS NULL THEN NULL ELSE coalesce(
    (SELECT w.kind FROM awaited_approvals w WHERE w.id = ANY(${record}.held_up_by) ORDER BY w.since LIMIT 1),
    CASE WHEN ${record}.approval_id IS NOT NULL OR ${record}.held_up_by <> '{}' THEN 'approval_to_decide' END) END`;
}
