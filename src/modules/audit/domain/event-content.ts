import { canonicalJson } from './canonical-json.js';
import { hexDigestOf } from './digest.js';
import type { FieldChanges } from './journal-entry.js';

/** What stands for a text that was erased: its commitment, and the event that records the erasure. */
export interface ErasedText {
  readonly commitment: string;
  readonly by: number;
}

/**
 * What people wrote and what changed: the part of an event that may hold personal data. The seal covers a salted
 * commitment to each field, so one field can be erased for good and the seal still verifies.
 */
export interface EventContent {
  readonly reason: string | null;
  readonly changes: FieldChanges;
  /** Random; null once something was erased, because every field's own salt could be made from it. */
  readonly salt: string | null;
  /** The salts of the fields that are left, when something was erased. */
  readonly salts: Readonly<Record<string, string>> | null;
  readonly erased: Readonly<Record<string, ErasedText>> | null;
}

/** `reason`, and `changes.title` for each field that changed, with the text that its commitment covers. */
export function textsOf({ reason, changes }: Pick<EventContent, 'reason' | 'changes'>): Record<string, string> {
  const texts: Record<string, string> = {};
  if (reason !== null) texts['reason'] = canonicalJson(reason);
  for (const [field, change] of Object.entries(changes)) texts[`changes.${field}`] = canonicalJson(change);
  return texts;
}

/** The commitment to each field, those of erased ones included. Reveals nothing about a text whose salt is gone. */
export function commitmentsOf(content: EventContent): Record<string, string> {
  const commitments: Record<string, string> = {};
  for (const [path, { commitment }] of Object.entries(content.erased ?? {})) commitments[path] = commitment;
  // A text that is there is hashed, whatever else is claimed about it.
  for (const [path, text] of Object.entries(textsOf(content))) {
    commitments[path] = hexDigestOf('text', `${saltOf(content, path)}:${text}`);
  }
  return commitments;
}

/** The content without the texts at those paths; what is left can still be verified, and they cannot be guessed any more. */
export function withoutTexts(content: EventContent, paths: readonly string[], by: number): EventContent {
  const commitments = commitmentsOf(content);
  const erased = Object.fromEntries(paths.map((path) => [path, { commitment: commitments[path] ?? '', by }]));
  const kept = Object.keys(textsOf(content)).filter((path) => !paths.includes(path));
  return {
    reason: kept.includes('reason') ? content.reason : null,
    changes: Object.fromEntries(Object.entries(content.changes).filter(([field]) => kept.includes(`changes.${field}`))),
    salt: null,
    salts: Object.fromEntries(kept.map((path) => [path, saltOf(content, path)])),
    erased: { ...content.erased, ...erased },
  };
}

function saltOf({ salt, salts }: EventContent, path: string): string {
  if (salt !== null) return hexDigestOf('salt', `${salt}:${path}`);
  return salts?.[path] ?? '';
}
