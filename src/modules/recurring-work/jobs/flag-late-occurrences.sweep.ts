import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { FlagLateOccurrences } from '../operations/flag-late-occurrences.operation.js';

/** E-01, for what comes round. */
@Sweeps('flag-overdue')
export class FlagLateOccurrencesSweep implements Sweep {
  constructor(private readonly flag: FlagLateOccurrences) {}

  async run(now: Date, workspace?: WorkspaceRef): Promise<number> {
    return workspace ? this.flag.run(workspace, now) : 0;
  }
}
