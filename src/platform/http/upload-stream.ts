import type { Readable } from 'node:stream';

/**
 * A body that is read as it arrives: CSV, NDJSON and workbooks, of any size. A class, so that no route that expects JSON
 * takes it for something else.
 */
export class UploadStream {
  constructor(
    /** Its media type, without parameters. */
    readonly type: string,
    readonly stream: Readable,
    /** Bytes, where the sender has said. */
    readonly length: string | undefined,
  ) {}
}

/** What is handed on unread. */
export const STREAMED_TYPES = [
  'text/csv',
  'application/x-ndjson',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];
