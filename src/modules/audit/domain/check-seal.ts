import { merkleRoot } from './merkle-tree.js';
import { type Misfit, misfit } from './misfit.js';
import { type ChainEnd, hashOfSeal, type SealRecord } from './seal.js';
import { leafOf, type TrailEvent } from './trail-event.js';

/** What does not fit about a seal itself, whatever its events: its place, its own hash, its link, its lists. */
export function misfitOfSeal(seal: SealRecord, after: ChainEnd, workspaceId: string): Misfit | null {
  const { number } = seal;
  if (number > after.number + 1) return misfit('seal_missing', { seal: after.number + 1 });
  if (number <= after.number) return misfit('seal_out_of_order', { seal: number });
  if (seal.workspaceId !== workspaceId || hashOfSeal(seal) !== seal.hash)
    return misfit('seal_altered', { seal: number });
  if (seal.previous !== after.hash) return misfit('seal_unchained', { seal: number });
  return listsFit(seal) ? null : misfit('seal_altered', { seal: number });
}

function listsFit({ eventIds, leaves, count, firstEvent, lastEvent, root }: SealRecord): boolean {
  if (count === 0 || eventIds.length !== count || leaves.length !== count) return false;
  if (eventIds[0] !== firstEvent || eventIds.at(-1) !== lastEvent) return false;
  return merkleRoot(leaves).toString('hex') === root;
}

/** The first event that is not as a seal, itself found in order, covers it. */
export function misfitOfEvents(
  { number: seal, eventIds, leaves }: SealRecord,
  events: readonly TrailEvent[],
): Misfit | null {
  for (const [index, expected] of eventIds.entries()) {
    const event = events[index];
    if (event?.id !== expected) return misplaced(seal, expected, event?.id, eventIds, events);
    if (!leaves[index]?.equals(leafOf(event))) return misfit('event_altered', { seal, event: expected });
  }
  const surplus = events[eventIds.length];
  return surplus ? misfit('event_unexpected', { seal, event: surplus.id }) : null;
}

function misplaced(
  seal: number,
  expected: number,
  found: number | undefined,
  eventIds: readonly number[],
  events: readonly TrailEvent[],
): Misfit {
  if (found !== undefined && !eventIds.includes(found)) return misfit('event_unexpected', { seal, event: found });
  const elsewhere = events.some(({ id }) => id === expected);
  return misfit(elsewhere ? 'event_out_of_order' : 'event_missing', { seal, event: expected });
}
