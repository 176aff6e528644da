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
    /** The encoding that the type names, if it does. */
    readonly charset?: string,
  ) {}
}

/** @returns the `charset` of a Content-Type (RFC 9110 §8.3.1) */
export function charsetIn(contentType: string | undefined): string | undefined {
  const [, quoted, plain] = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(contentType ?? '') ?? [];
  return quoted ?? plain;
}

/** What is handed on unread. */
export const STREAMED_TYPES = [
  'text/csv',
  'application/x-ndjson',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];
