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

// Sorted as canonical JSON sorts them; `content` and `version` are put in between.
const FIELDS = [
  'action',
  'actorId',
  'actorRole',
  'content',
  'id',
  'itemId',
  'occurredAt',
  'onBehalfOf',
  'requestId',
  'source',
  'subjectId',
  'subjectType',
  'version',
  'workspaceId',
] as const satisfies readonly (keyof TrailEvent | 'version')[];

/**
 * What is hashed of an event: all its fields, and instead of each text the commitment to it. Written field by field: an object
 * made for each event in between goes straight to V8's old space after a while, and a long trail to hundreds of MiB of garbage.
 */
export function encodeEvent(event: TrailEvent): string {
  let encoded = '';
  for (const field of FIELDS) encoded += `${encoded === '' ? '{' : ','}"${field}":${encodeField(event, field)}`;
  return `${encoded}}`;
}

function encodeField(event: TrailEvent, field: (typeof FIELDS)[number]): string {
  if (field === 'version') return String(VERSION);
  return canonicalJson(field === 'content' ? commitmentsOf(event.content) : event[field]);
}

export function leafOf(event: TrailEvent): Digest {
  return digestOf('leaf', encodeEvent(event));
}
