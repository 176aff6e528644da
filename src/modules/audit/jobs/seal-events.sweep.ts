import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { SealEvents } from '../operations/seal-events.operation.js';

/** Events that wait for a seal get one; asked once where any wait, and not in every workspace every ten seconds. */
@Sweeps('seal-audit-trail', 'once')
export class SealEventsSweep implements Sweep {
  constructor(private readonly sealEvents: SealEvents) {}

  run(): Promise<number> {
    return this.sealEvents.run();
  }
}
