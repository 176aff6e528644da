import { canonicalJson } from './canonical-json.js';
import type { ErasedText, EventContent } from './event-content.js';
import type { SealRecord } from './seal.js';
import type { TrailEvent } from './trail-event.js';

/*
 * An export is text, one canonical JSON object a line: a header, then each seal before the events that it covers, and an
 * end that counts them. Every byte of it is either hashed or compared.
 */

export const EXPORT_FORMAT = 1;

export interface ExportHeader {
  readonly kind: 'export';
  readonly format: number;
  readonly workspaceId: string;
  /** Only some of the events, without seals: for reading, not for verifying. */
  readonly filtered: boolean;
}

export interface ExportEnd {
  readonly kind: 'end';
  readonly events: number;
  readonly seals: number;
  /** Hash of the last seal. */
  readonly head: string;
}

export type ExportLine =
  | ExportHeader
  | ExportEnd
  | { readonly kind: 'seal'; readonly seal: SealRecord }
  | { readonly kind: 'event'; readonly event: TrailEvent };

export function writeLine(line: ExportLine): string {
  switch (line.kind) {
    case 'seal':
      return canonicalJson({
        kind: 'seal',
        ...line.seal,
        leaves: line.seal.leaves.map((leaf) => leaf.toString('hex')),
      });
    case 'event':
      return canonicalJson({ kind: 'event', ...line.event });
    case 'export':
    case 'end':
      return canonicalJson(line);
  }
}

/** @returns undefined for what is not, to the byte, a line that `writeLine` writes */
export function readLine(text: string): ExportLine | undefined {
  try {
    const line = lineOf(JSON.parse(text) as Parsed);
    return line && writeLine(line) === text ? line : undefined;
  } catch {
    // Not JSON, or JSON of another shape.
    return undefined;
  }
}

type Parsed = Readonly<Record<string, unknown>>;

function lineOf(parsed: Parsed): ExportLine | undefined {
  const { kind, ...fields } = parsed;
  switch (kind) {
    case 'export':
    case 'end':
      return parsed as unknown as ExportHeader | ExportEnd;
    case 'seal': {
      const leaves = (fields['leaves'] as string[]).map((leaf) => Buffer.from(leaf, 'hex'));
      return { kind, seal: { ...fields, leaves } as unknown as SealRecord };
    }
    case 'event':
      return {
        kind,
        event: { ...fields, content: contentOf(fields['content'] as EventContent) } as unknown as TrailEvent,
      };
    default:
      return undefined;
  }
}

/** With no field beside its own: the hash of an event covers none, so nobody may add one. */
function contentOf({ reason, changes, salt, salts, erased }: EventContent): EventContent {
  const known = Object.entries(erased ?? {}).map(([path, { commitment, by }]): [string, ErasedText] => [
    path,
    { commitment, by },
  ]);
  return { reason, changes: { ...changes }, salt, salts, erased: erased && Object.fromEntries(known) };
}
