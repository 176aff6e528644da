import { canonicalJson } from './canonical-json.js';
import { type Digest, digestOf } from './digest.js';
import { commitmentsOf, type EventContent } from './event-content.js';

/** One event of the trail, as it is sealed and exported. */
export interface TrailEvent {
  /** In the order in which events were written, over all workspaces; gaps are transactions that were rolled back. */
  readonly id: number;
  readonly workspaceId: string;
  /** UTC with microseconds: `2026-11-18T02:00:00.000000Z`. */
  readonly occurredAt: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly itemId: string | null;
  readonly actorId: string | null;
  readonly onBehalfOf: string | null;
  readonly actorRole: string;
  readonly source: string;
  readonly requestId: string;
  readonly content: EventContent;
}

const VERSION = 1;

/** What is hashed of an event: all its fields, and instead of each text the commitment to it. */
export function encodeEvent({ content, ...fields }: TrailEvent): string {
  return canonicalJson({ ...fields, content: commitmentsOf(content), version: VERSION });
}

export function leafOf(event: TrailEvent): Digest {
  return digestOf('leaf', encodeEvent(event));
}
