import type { Queue } from 'bullmq';

export interface QueueDepth {
  /** For a worker to take, now. */
  readonly waiting: number;
  readonly active: number;
  /** Failed before, and due again later; or the next tick of a sweep. */
  readonly delayed: number;
}

export interface QueueDepths {
  readonly events: QueueDepth;
  readonly sweeps: QueueDepth;
}

/** How many jobs a queue holds. */
export async function depthOf(queue: Queue): Promise<QueueDepth> {
  const counts = await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed');
  const { waiting = 0, prioritized = 0, active = 0, delayed = 0 } = counts;
  return { waiting: waiting + prioritized, active, delayed };
}
