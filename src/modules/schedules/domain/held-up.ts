import type { Link } from './dependency.js';

/** An open record, as far as an approval can hold it up. */
export interface Holdable {
  readonly id: string;
  readonly assigneeId: string;
  /** A milestone of the stage in which the item stands, or of a later one: nobody can reach it before the item goes on. */
  readonly isAhead: boolean;
}

/** An approval that is awaited and not given. */
export interface Holder {
  readonly id: string;
  /** The record for which it was asked by name; null for an approval of the item itself. */
  readonly recordId: string | null;
  /** Whether this person could give it himself. */
  mayGive(userId: string): boolean;
}

/**
 * Which approvals hold each open record up (docs/decisions/0011). One of the item holds up the milestones ahead; each holds
 * up what depends on a record that it holds up; none holds up what is owed by somebody who could give it himself.
 *
 * @param links from what has to be finished first to what waits for it
 * @returns ids of approvals by id of record; what nothing holds up is left out. A record that waits for an approval asked
 *   for by name is not among those that this one holds up: it names it itself.
 */
export function heldUp(
  open: readonly Holdable[],
  links: readonly Pick<Link, 'predecessorId' | 'successorId'>[],
  holders: readonly Holder[],
): ReadonlyMap<string, readonly string[]> {
  const records = new Map(open.map((record) => [record.id, record]));
  const held = new Map<string, string[]>();
  for (const holder of holders) {
    const first = open.filter(({ id, isAhead }) => (holder.recordId === null ? isAhead : id === holder.recordId));
    for (const id of withFollowers(first, links, records)) {
      const record = records.get(id);
      if (!record || id === holder.recordId || holder.mayGive(record.assigneeId)) continue;
      held.set(id, [...(held.get(id) ?? []), holder.id]);
    }
  }
  return held;
}

/** What is finished holds nobody up any more, so the way leads through open records alone. */
function withFollowers(
  first: readonly Holdable[],
  links: readonly Pick<Link, 'predecessorId' | 'successorId'>[],
  open: ReadonlyMap<string, Holdable>,
): ReadonlySet<string> {
  const reached = new Set(first.map(({ id }) => id));
  for (const id of reached) {
    for (const { predecessorId, successorId } of links) {
      // A set is walked to its end, also to what is added on the way.
      if (predecessorId === id && open.has(successorId)) reached.add(successorId);
    }
  }
  return reached;
}
