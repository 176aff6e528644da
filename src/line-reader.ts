import { createReadStream } from 'node:fs';

const LINE_FEED = 0x0a;
/** Longer than any line of ours by far: a file without line breaks should not fill the memory. */
const LONGEST_LINE = 64 * 1024 * 1024;

/**
 * A file line by line, to the byte: only a line feed ends a line (`node:readline` takes four other characters for one as
 * well), and bytes that are no UTF-8 are told, not replaced.
 */
export class LineReader {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private rest: Buffer[] = [];

  constructor(private readonly file: string) {}

  /** Whether something followed the last line feed. */
  get hasRest(): boolean {
    return this.rest.some(({ length }) => length > 0);
  }

  /** @throws Error when the file cannot be read or has a line that is none of ours */
  async *lines(): AsyncGenerator<string | undefined> {
    for await (const chunk of createReadStream(this.file) as AsyncIterable<Buffer>) {
      let begin = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, begin)) {
        yield this.text(Buffer.concat([...this.rest, chunk.subarray(begin, end)]));
        this.rest = [];
        begin = end + 1;
      }
      this.rest.push(chunk.subarray(begin));
      const pending = this.rest.reduce((bytes, { length }) => bytes + length, 0);
      if (pending > LONGEST_LINE) throw new Error(`${this.file} has a line that is too long`);
    }
  }

  private text(bytes: Buffer): string | undefined {
    try {
      return this.decoder.decode(bytes);
    } catch {
      return undefined;
    }
  }
}
