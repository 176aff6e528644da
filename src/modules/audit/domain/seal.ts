import { canonicalJson } from './canonical-json.js';
import { hexDigestOf } from './digest.js';
import { merkleRoot } from './merkle-tree.js';
import { leafOf, type TrailEvent } from './trail-event.js';

/** What a seal says. Its hash covers all of it. */
export interface SealStatement {
  readonly workspaceId: string;
  /** Counts the seals of a workspace from 1, without gaps. */
  readonly number: number;
  /** Hash of the seal before; 64 zeros before the first. */
  readonly previous: string;
  readonly firstEvent: number;
  readonly lastEvent: number;
  readonly count: number;
  /** Merkle root of the events' leaves, hexadecimal. */
  readonly root: string;
  /** UTC with microseconds. Whatever the clock said: the order of seals is their number. */
  readonly sealedAt: string;
}

export interface SealRecord extends SealStatement {
  readonly hash: string;
  /** The sealed events, ascending, and the leaf of each: what lets a misfit be traced to its event. */
  readonly eventIds: readonly number[];
  readonly leaves: readonly Buffer[];
}

/** Where a chain of seals ends. */
export type ChainEnd = Pick<SealRecord, 'number' | 'hash'>;

export const BEFORE_THE_FIRST: ChainEnd = { number: 0, hash: '0'.repeat(64) };

const VERSION = 1;

export function hashOfSeal(seal: SealStatement): string {
  const { workspaceId, number, previous, firstEvent, lastEvent, count, root, sealedAt } = seal;
  const statement = { workspaceId, number, previous, firstEvent, lastEvent, count, root, sealedAt, version: VERSION };
  return hexDigestOf('seal', canonicalJson(statement));
}

/**
 * Seals events of one workspace behind the end of its chain.
 *
 * @param events at least one, by ascending id
 * @param sealedAt UTC with microseconds
 */
export function sealOf(events: readonly TrailEvent[], after: ChainEnd, sealedAt: string): SealRecord {
  const eventIds = events.map(({ id }) => id);
  const leaves = events.map(leafOf);
  const statement = {
    workspaceId: events[0]?.workspaceId ?? '',
    number: after.number + 1,
    previous: after.hash,
    firstEvent: eventIds[0] ?? 0,
    lastEvent: eventIds.at(-1) ?? 0,
    count: eventIds.length,
    root: merkleRoot(leaves).toString('hex'),
    sealedAt,
  };
  return { ...statement, hash: hashOfSeal(statement), eventIds, leaves };
}
