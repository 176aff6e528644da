import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { RaiseOccurrences } from '../operations/raise-occurrences.operation.js';

/** What comes round is owed from its lead time on. */
@Sweeps('raise-recurring-work')
export class RaiseRecurringWork implements Sweep {
  constructor(private readonly raise: RaiseOccurrences) {}

  async run(now: Date, workspace?: WorkspaceRef): Promise<number> {
    return workspace ? this.raise.run(workspace, now) : 0;
  }
}
