import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { SettleWatches } from '../operations/settle-watches.operation.js';

/** Watches whose last period has closed since its points came, and those whose event was lost. */
@Sweeps('evaluate-metrics')
export class SettleWatchesSweep implements Sweep {
  constructor(private readonly settleWatches: SettleWatches) {}

  run(now: Date): Promise<number> {
    return this.settleWatches.all(`sweep-${now.toISOString()}`);
  }
}
