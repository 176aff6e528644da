/** How jobs are tried and in which order: the one place that says so. */
export const JOB_PLAN = {
  events: {
    /** At once in one worker process. */
    concurrency: 8,
    /** With the pause doubling from half a second, the last attempt comes after 68 minutes. */
    attempts: 14,
    firstPauseMs: 500,
    /** Of a flood so many events travel in one job. */
    mostInJob: 32,
    /** A batch that a relay hands over is spread over at least so many jobs. */
    jobsOfBatch: 16,
    /** A job of many events that has run for so long lets others go first, so that slow reactions hold up nobody. */
    turnMs: 1_000,
    /** While so many jobs wait in the queue, relays leave the rest in the outbox, where it costs a row and no more. */
    mostWaiting: 200,
  },
  sweeps: {
    /** A sweep that failed in a workspace so often in a row counts as a dead letter there. */
    attempts: 5,
    /** It is tried ever more seldom, and never given up: it judges by state, and a cure is enough to catch up. */
    firstPauseMs: 30_000,
    longestPauseMs: 3_600_000,
  },
} as const;

/** The order in which events are handed over and worked; a smaller number goes first. */
export const EVENT_PRIORITIES = {
  /** Somebody waits for it. */
  person: 0,
  /** Set off by the clock or a rule, often thousands at once. */
  product: 1,
} as const;

/** When a sweep that has failed `attempts` times in a row in a workspace is tried there again. */
export function nextSweepAttempt(attempts: number, failedAt: Date): Date {
  const { firstPauseMs, longestPauseMs } = JOB_PLAN.sweeps;
  return new Date(failedAt.getTime() + Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1)));
}

/** Whether a sweep still rests after it failed. A pause longer than any is one from before the clock was set back. */
export function rests(nextAttemptAt: Date, now: Date): boolean {
  const left = nextAttemptAt.getTime() - now.getTime();
  return left > 0 && left <= JOB_PLAN.sweeps.longestPauseMs;
}
