import { createHash } from 'node:crypto';

import type { BulkJobOptions, Job } from 'bullmq';

import { EVENT_PRIORITIES, JOB_PLAN } from './job-plan.js';

/**
 * Nothing is left of a job that has ended: a failed one would stand in the way of the same event when it is handed over
 * again, and BullMQ would count all that were kept whenever another ends. What happened stands beside the event.
 */
const LEAVE_NOTHING = { removeOnComplete: true, removeOnFail: true };

/** An event on its way, and whose it is. */
export interface QueuedEvent {
  readonly id: number;
  readonly workspaceId?: string;
  /** One of EVENT_PRIORITIES; a person's when left out. */
  readonly priority?: number;
  /** It was on its way before; its job may still exist. */
  readonly isAgain?: boolean;
}

/** The events of one job, and whose they are. */
export interface EventsAtHand {
  readonly ids: readonly number[];
  /** Missing from jobs that an older version queued. */
  readonly workspaceId?: string | undefined;
}

/** How often events have been tried before, and whether they will be again. */
export interface Attempt {
  readonly number: number;
  readonly isLast: boolean;
}

export interface EventJob {
  readonly eventIds?: readonly number[];
  readonly workspaceId?: string;
  /** In jobs that an older version queued. */
  readonly eventId?: number;
}

interface Load {
  readonly ids: number[];
  readonly workspaceId: string | undefined;
  readonly priority: number;
}

/**
 * The jobs that carry these events. A few travel singly, so that as many workers as there are take them; of a flood a
 * job carries several, of one workspace and one priority, in the order given, because a job costs more to queue and to
 * finish than an event that nobody reacts to. One that was on its way before travels under its own id: where the job that
 * had it waits for its next attempt, no second one is made.
 */
export function eventJobs(events: readonly QueuedEvent[]) {
  const most = Math.min(JOB_PLAN.events.mostInJob, Math.ceil(events.length / JOB_PLAN.events.jobsOfBatch));
  const loads: Load[] = [];
  const open = new Map<string, Load>();
  for (const { id, workspaceId, priority = EVENT_PRIORITIES.person, isAgain = false } of events) {
    const whose = `${priority} ${workspaceId}`;
    let load = isAgain ? undefined : open.get(whose);
    if (!load || load.ids.length >= most) {
      loads.push((load = { ids: [], workspaceId, priority }));
      if (!isAgain) open.set(whose, load);
    }
    load.ids.push(id);
  }
  return loads.map(jobOf);
}

function jobOf({ ids, workspaceId, priority }: Load): { name: string; data: EventJob; opts: BulkJobOptions } {
  const { attempts, firstPauseMs } = JOB_PLAN.events;
  return {
    name: 'event',
    data: workspaceId === undefined ? { eventIds: ids } : { eventIds: ids, workspaceId },
    opts: {
      jobId: idOf(ids),
      attempts,
      backoff: { type: 'exponential', delay: firstPauseMs },
      // 0 is BullMQ's "before all that have one".
      priority,
      ...LEAVE_NOTHING,
    },
  };
}

/** Told by the events, so that the same ones handed over twice are queued once. */
function idOf(ids: readonly number[]): string {
  if (ids.length === 1) return `event-${ids[0]}`;
  return `events-${ids[0]}-${createHash('sha256').update(ids.join()).digest('base64url').slice(0, 16)}`;
}

export function eventsOf({ data: { eventIds, eventId, workspaceId } }: Job<EventJob>): EventsAtHand {
  return { ids: eventIds ?? (eventId === undefined ? [] : [eventId]), workspaceId };
}

export function attemptOf({ attemptsMade, opts }: Job): Attempt {
  const number = attemptsMade + 1;
  return { number, isLast: number >= (opts.attempts ?? 1) };
}
