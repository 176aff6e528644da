import { validate } from 'uuid';

import { DomainError } from '../../kernel/errors/index.js';
import { isLocalDate } from '../../kernel/time/index.js';

/** One page of a list, and where the next begins. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** A position in a sorted list as opaque text: the sort values of the last row shown. */
export function encodeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** As `Date.toISOString` writes it. */
const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const PARTS = {
  id: (value: unknown) => validate(value),
  instant: (value: unknown) => isInstant(value),
  day: (value: unknown) => typeof value === 'string' && isLocalDate(value),
  number: (value: unknown) => Number.isSafeInteger(value),
  // PostgreSQL stores no NUL.
  text: (value: unknown) => typeof value === 'string' && !value.includes('\0'),
} as const;

type CursorPart = keyof typeof PARTS;
type Position<Parts extends readonly CursorPart[]> = {
  readonly [Index in keyof Parts]: Parts[Index] extends 'number' ? number : string;
};

/**
 * Reads a cursor made by `encodeCursor` from values of the given kinds. Anybody can make one up, so each is checked
 * before a statement sees it.
 *
 * @throws DomainError invalid_cursor
 */
export function decodeCursor<const Parts extends readonly CursorPart[]>(
  cursor: string,
  ...parts: Parts
): Position<Parts> {
  const position = parsed(cursor);
  const matches = Array.isArray(position) && position.length === parts.length;
  if (!matches || !parts.every((part, index) => PARTS[part](position[index]))) throw new DomainError('invalid_cursor');
  return position as unknown as Position<Parts>;
}

function isInstant(value: unknown): boolean {
  const day = typeof value === 'string' ? INSTANT.exec(value)?.[1] : undefined;
  return day !== undefined && isLocalDate(day) && !Number.isNaN(Date.parse(value as string));
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Cuts a result that was read with one row more than `limit`, and names where to go on. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => (string | number)[],
): Page<Row> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, nextCursor: rows.length > limit && last ? encodeCursor(positionOf(last)) : null };
}
