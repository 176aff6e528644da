import type { DataSource } from 'typeorm';

/**
 * Runs `work` while no other process on the same database runs work under the same number; the others wait. Holds a
 * connection and no transaction.
 */
export async function exclusively<T>(dataSource: DataSource, lock: number, work: () => Promise<T>): Promise<T> {
  const session = dataSource.createQueryRunner();
  try {
    await session.query('SELECT pg_advisory_lock($1)', [lock]);
    try {
      return await work();
    } finally {
      await session.query('SELECT pg_advisory_unlock($1)', [lock]);
    }
  } finally {
    await session.release();
  }
}
