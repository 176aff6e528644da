import { Injectable } from '@nestjs/common';

import { systemActor, type WorkspaceRef } from '../../../kernel/actor/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { type FAILURE_REPORTS, someOf } from '../../../platform/jobs/index.js';
import { Journal } from './journal.js';

/** Tells in one event of all that failed for good since the last run, in the transaction that marks it as told. */
@Injectable()
export class ReportFailures {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
  ) {}

  /**
   * @param take marks what nobody has been told of, and answers a name for each; nothing of it may be personal data, which
   *   could not be erased from what people were told
   * @returns how many there were
   */
  async run(
    workspace: WorkspaceRef,
    now: Date,
    type: (typeof FAILURE_REPORTS)[number],
    take: (tx: Tx) => Promise<readonly { readonly name: string }[]>,
  ): Promise<number> {
    return this.transactions.run(async (tx) => {
      const failures = await take(tx);
      if (failures.length === 0) return 0;
      await this.journal.record(tx, systemActor(workspace, 'job', `failures-${now.toISOString()}`), {
        type,
        subject: { type: 'workspace', id: workspace.id },
        facts: { count: failures.length, names: someOf(failures.map(({ name }) => name)) },
      });
      return failures.length;
    });
  }
}
