import type pg from 'pg';

/**
 * A connection that breaks while nobody waits for an answer, idle or between two statements of a transaction, says so by an
 * event, and one that nobody listens to ends the process. Whoever uses the connection next learns of it anyway.
 */
export function outliveLostConnections(pool: pg.Pool): void {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
}
