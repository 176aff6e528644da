import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { SealEvents } from '../operations/seal-events.operation.js';

/** Events that wait for a seal get one. */
@Sweeps('seal-audit-trail')
export class SealEventsSweep implements Sweep {
  constructor(private readonly sealEvents: SealEvents) {}

  run(): Promise<number> {
    return this.sealEvents.run();
  }
}
