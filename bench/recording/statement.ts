/** One statement as a process sent it to PostgreSQL. */
export interface Statement {
  readonly text: string;
  /** Name of the prepared statement; undefined for one that is parsed every time. */
  readonly name?: string;
  /** As PostgreSQL writes them out; undefined for a statement sent as bare text. */
  readonly params?: readonly (string | null)[];
}
