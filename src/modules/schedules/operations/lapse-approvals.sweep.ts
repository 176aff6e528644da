import { systemActor, type WorkspaceRef } from '../../../kernel/actor/index.js';
import { addDays, localDateAt, startOfLocalDate } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { KeepClocks } from './keep-clocks.js';

interface Lapsed {
  readonly id: string;
  readonly itemId: string;
  readonly untilOn: string;
}

const BATCH = 200;

// The predicate is that of the index `awaited_approvals_lapsing`.
const LAPSED = `
  SELECT id, item_id AS "itemId", until_on AS "untilOn" FROM awaited_approvals
  WHERE workspace_id = $1 AND settled_at IS NULL AND until_on IS NOT NULL AND until_on < $2 AND (until_on, id) > ($3::date, $4::uuid)
  ORDER BY until_on, id LIMIT ${BATCH}`;

/** What can be approved no more, since its last day is over, is waited for no more: its clocks go on with the day after. */
@Sweeps('lapse-awaited-approvals')
export class LapseApprovals implements Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly clocks: KeepClocks,
  ) {}

  /** @returns how many were waited for no more */
  async run(now: Date, workspace: WorkspaceRef): Promise<number> {
    const today = localDateAt(now, workspace.timeZone);
    const actor = systemActor(workspace, 'job', `approvals-${now.toISOString()}`);
    let lapsed = 0;
    let after: Pick<Lapsed, 'id' | 'untilOn'> | undefined = {
      untilOn: '0001-01-01',
      id: '00000000-0000-0000-0000-000000000000',
    };
    while (after !== undefined) {
      const params: unknown[] = [workspace.id, today, after.untilOn, after.id];
      const batch: Lapsed[] = await this.transactions.reader.query<Lapsed[]>(LAPSED, params);
      for (const { itemId, untilOn } of batch) {
        // However late it is looked at, they went on when the day was over.
        const at = startOfLocalDate(addDays(untilOn, 1), workspace.timeZone);
        await this.transactions.run((tx) => this.clocks.keep(tx, actor, itemId, at, false));
      }
      lapsed += batch.length;
      after = batch.length === BATCH ? batch.at(-1) : undefined;
    }
    return lapsed;
  }
}
