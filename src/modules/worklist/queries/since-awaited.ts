/**
 * SQL: since when an item waits for an approval, as its clocks count it.
 *
 * @param kind of the source
 * @param subjectId expression for what is to be approved
 * @param otherwise expression for what no clock hangs on
 */
export function sinceAwaited(kind: string, subjectId: string, otherwise: string): string {
  return `coalesce((SELECT w.since FROM awaited_approvals w WHERE w.item_id = i.id AND w.kind = '${kind}'
    AND w.subject_id = ${subjectId} AND w.settled_at IS NULL), ${otherwise})`;
}
