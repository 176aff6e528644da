/** One record that begins when another is finished. */
export interface Link {
  readonly predecessorId: string;
  readonly successorId: string;
  /** Working days between the two, of who owes the successor. */
  readonly lagDays: number;
}

/**
 * The circle that a new link would close, from its successor along the links back to it; null when there is none.
 *
 * @returns ids, the first and the last the same
 */
export function circleClosedBy(
  { predecessorId, successorId }: Pick<Link, 'predecessorId' | 'successorId'>,
  links: readonly Link[],
): string[] | null {
  const cameFrom = new Map<string, string | null>([[successorId, null]]);
  const open = [successorId];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    if (at === predecessorId) return [...pathTo(at, cameFrom), successorId];
    for (const { successorId: next } of links.filter((link) => link.predecessorId === at)) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      open.push(next);
    }
  }
  return null;
}

function pathTo(id: string, cameFrom: ReadonlyMap<string, string | null>): string[] {
  const path: string[] = [];
  for (let at: string | null = id; at !== null; at = cameFrom.get(at) ?? null) path.unshift(at);
  return path;
}
