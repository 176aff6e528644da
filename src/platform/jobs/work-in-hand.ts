/** What a connection gets to say goodbye once no job runs any more; one that is gone never answers. */
const GOODBYE_LIMIT_MS = 3_000;

/** The jobs that run in this process right now. */
export class WorkInHand {
  private readonly jobs = new Set<Promise<void>>();

  hold(job: Promise<void>): Promise<void> {
    const held = job.finally(() => this.jobs.delete(held));
    this.jobs.add(held);
    return held;
  }

  /** Waits for `closing` as long as a job runs, and then for no more than some seconds. */
  async finish(closing: Promise<unknown>): Promise<void> {
    const closed = closing.catch(() => undefined);
    await Promise.race([closed, this.allDone()]);
    let limit: NodeJS.Timeout | undefined;
    const goodbye = new Promise((resolve) => (limit = setTimeout(resolve, GOODBYE_LIMIT_MS)));
    await Promise.race([closed, goodbye]);
    clearTimeout(limit);
  }

  private async allDone(): Promise<void> {
    // A worker that stops may still begin a job that it had fetched.
    while (this.jobs.size > 0) await Promise.allSettled(this.jobs);
  }
}
