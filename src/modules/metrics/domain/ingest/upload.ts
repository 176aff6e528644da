import type { FieldProblem } from '../../../../kernel/errors/index.js';

/** A row of an upload as it came. */
export interface UploadedRow {
  /** Its line, or its position in a list: `Upload.placeOf` makes a name of it. */
  readonly place: number;
  readonly at: unknown;
  readonly value: unknown;
  /** Values by dimension; an empty one is not given. */
  readonly dimensions?: Readonly<Record<string, unknown>> | undefined;
}

/** A row that could not even be split into its columns. */
export interface BrokenRow {
  readonly problem: FieldProblem;
}

/** What an upload was written in. */
export type Format = 'json' | 'ndjson' | 'csv' | 'xlsx';

/** Points on their way, whatever they were written in. */
export interface Upload {
  readonly format: Format;
  /** How the sender finds a row again: `line 7` or `points.6`. */
  placeOf(place: number): string;
  /**
   * The rows in order, some at a time, each made when it is asked for: an upload of any size passes through little
   * memory.
   *
   * @param dimensions that the metric has, which columns may be named after
   */
  rows(dimensions: readonly string[]): AsyncIterable<Iterable<UploadedRow | BrokenRow>>;
}
