import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { KeepRoom } from '../operations/ingest/keep-room.js';

/** Partitions of the quarters to come, and of points that came before theirs was made. */
@Sweeps('keep-metric-points')
export class MakePartitions implements Sweep {
  constructor(private readonly keepRoom: KeepRoom) {}

  run(now: Date): Promise<number> {
    return this.keepRoom.run(now);
  }
}
