import { Inject, Injectable } from '@nestjs/common';

import { Transactions } from '../../../platform/database/index.js';
import { JobFigures, JobQueues, within } from '../../../platform/jobs/index.js';
import type { PartState, PartStates } from '../domain/parts.js';

/** Injection token: the numbers of the migrations that this version consists of. */
export const MIGRATION_NUMBERS = Symbol('MIGRATION_NUMBERS');

const ANSWER_LIMIT_MS = 2_000;
const LATE_MS = 60_000;

/** Which parts of the product work. Those who ask at once are answered by one look. */
@Injectable()
export class Readiness {
  private looking: Promise<PartStates> | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly queues: JobQueues,
    private readonly figures: JobFigures,
    @Inject(MIGRATION_NUMBERS) private readonly migrations: readonly number[],
  ) {}

  states(): Promise<PartStates> {
    this.looking ??= this.look().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async look(): Promise<PartStates> {
    const [database, queue] = await Promise.all([
      stateOf(async () => (await this.transactions.reader.query<unknown[]>('SELECT 1')).length === 1),
      stateOf(async () => (await this.queues.depths()) !== undefined),
    ]);
    if (database === 'down') return { database, queue, migrations: 'unknown', relay: 'unknown', workers: 'unknown' };
    const [migrations, relay, workers] = await Promise.all([
      stateOf(() => this.isMigrated()),
      stateOf(async () => this.figures.relayLag(await this.figures.outbox()) <= LATE_MS),
      stateOf(async () => (await this.figures.workers()) > 0),
    ]);
    return { database, migrations, queue, relay, workers };
  }

  private async isMigrated(): Promise<boolean> {
    const [row] = await this.transactions.reader.query<{ missing: number }[]>(
      `SELECT count(*) AS missing FROM unnest($1::bigint[]) AS wanted (number)
       WHERE NOT EXISTS (SELECT FROM migrations m WHERE m.timestamp = wanted.number)`,
      [this.migrations],
    );
    return row?.missing === 0;
  }
}

async function stateOf(isUp: () => Promise<boolean>): Promise<PartState> {
  try {
    return (await within(ANSWER_LIMIT_MS, isUp)) ? 'up' : 'down';
  } catch {
    return 'down';
  }
}
