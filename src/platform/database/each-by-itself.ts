import { Logger } from '@nestjs/common';

import { DomainError } from '../../kernel/errors/index.js';
import { isDatabaseGone } from './sql-errors.js';

/** What came of one of many: the version it has now, or why nothing was changed. */
export type Outcome = { readonly version: number } | { readonly refusal: DomainError };

const log = new Logger('Bulk');

/**
 * Does one after the other, each in a transaction of its own: what is refused changes nothing, and keeps no other from
 * being changed. Once the database is gone the rest is not tried.
 *
 * @param act changes one and answers its new version
 * @returns as many outcomes as rows, in their order
 */
export async function eachByItself<Row>(rows: readonly Row[], act: (row: Row) => Promise<number>): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let gone: DomainError | undefined;
  for (const row of rows) {
    const outcome = gone ? { refusal: gone } : await tried(() => act(row));
    outcomes.push(outcome);
    if ('refusal' in outcome && outcome.refusal.code === 'unavailable') gone = outcome.refusal;
  }
  return outcomes;
}

async function tried(act: () => Promise<number>): Promise<Outcome> {
  try {
    return { version: await act() };
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error };
    log.error(error instanceof Error ? error.stack : error);
    return { refusal: new DomainError(isDatabaseGone(error) ? 'unavailable' : 'internal_error') };
  }
}
