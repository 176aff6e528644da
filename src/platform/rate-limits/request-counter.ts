/** Counts requests over all HTTP processes of an installation. */
export interface RequestCounter {
  /**
   * Counts one more. Never fails: while its store is away it counts in this process.
   *
   * @param subject who asks, such as `person:` and an id
   * @param limit how many a minute are answered
   */
  count(subject: string, limit: number): Promise<Counted>;
  close(): Promise<void>;
}

export interface Counted {
  /** In the minute that runs, this one included. */
  readonly requests: number;
  /** Seconds until it ends, at least 1. */
  readonly secondsLeft: number;
}

export const MINUTE_MS = 60_000;
