/**
 * How far a reader has come: which transactions had ended when he was last told something. Not an id, since ids do not grow
 * in the order in which transactions end, and one that ends late would be passed over.
 */
export interface StreamPosition {
  /** By the database's clock, in milliseconds. */
  readonly at: number;
  /** As `pg_current_snapshot()` writes it. */
  readonly snapshot: string;
}

const POSITION = /^(\d{13})\.((\d{1,18}):(\d{1,18}):((?:\d{1,18}(?:,\d{1,18})*)?))$/;

/** As the `id` of an event. */
export function positionId({ at, snapshot }: StreamPosition): string {
  return `${at}.${snapshot}`;
}

/** Reads what came back as `Last-Event-ID`; undefined for what PostgreSQL would not take for a snapshot. */
export function readPosition(id: string): StreamPosition | undefined {
  const [, at = '', snapshot = '', least = '', most = '', running = ''] = POSITION.exec(id) ?? [];
  if (snapshot === '') return undefined;
  const [from, to] = [BigInt(least), BigInt(most)];
  const ids = running === '' ? [] : running.split(',').map(BigInt);
  const isOrdered = ids.every(
    (one, index) => one >= from && one < to && (index === 0 || one > (ids[index - 1] ?? one)),
  );
  return from > 0n && from <= to && isOrdered ? { at: Number(at), snapshot } : undefined;
}
