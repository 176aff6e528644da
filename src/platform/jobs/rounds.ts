/** The same work again and again until it is stopped, beside the job queue; after each round a pause that the round chose. */
export class Rounds {
  private running: Promise<void> | undefined;
  private stopped = false;
  private wake: () => void = () => undefined;

  get isStopped(): boolean {
    return this.stopped;
  }

  /** @param round never throws; answers how many milliseconds to wait before the next */
  start(round: () => Promise<number>): void {
    this.running = this.loop(round);
  }

  /** Ends a pause at once and waits for the round that is under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
  }

  private async loop(round: () => Promise<number>): Promise<void> {
    while (!this.stopped) await this.pause(await round());
  }

  private pause(milliseconds: number): Promise<void> {
    if (this.stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
