/** A kind of record below an item that carries a deadline, with the columns of the kernel's `Deadline`. */
export interface DatedRecords {
  /** `task`: begins the events' types. */
  readonly noun: string;
  readonly table: string;
  /** SQL on `t`: the predicate that the partial indexes of the sweeps share: owed, running and not flagged. */
  readonly running: string;
}
