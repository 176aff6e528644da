import { DomainError } from '../../kernel/errors/index.js';

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

/**
 * Reads a cursor made by `encodeCursor` with the same number of parts.
 *
 * @throws DomainError invalid_cursor
 */
export function decodeCursor(cursor: string, parts: number): (string | number)[] {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(position) && position.length === parts && position.every(isSortValue)) return position;
  } catch {
    // Whatever is wrong with it, the answer is the same.
  }
  throw new DomainError('invalid_cursor');
}

function isSortValue(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
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
