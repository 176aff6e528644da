interface Stoppable {
  stop(): Promise<void>;
}

/** All that a run has started, so that nothing outlives it. */
export class Running {
  private readonly started: Stoppable[] = [];

  add<T extends Stoppable>(server: T): T {
    this.started.push(server);
    return server;
  }

  /** The last started first. A second call finds nothing left to do. */
  async stop(): Promise<void> {
    for (let server = this.started.pop(); server; server = this.started.pop()) await server.stop();
  }

  /**
   * Ctrl-C and a request to end stop everything, too. Only a database that is just starting stays, and the next run
   * attaches to it.
   */
  stopOnSignal(): void {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void this.stop().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143)));
    }
  }
}
