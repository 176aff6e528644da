import type { Readable } from 'node:stream';

import { rowProblem } from '../../domain/ingest/row-messages.js';
import type { BrokenRow, UploadedRow } from '../../domain/ingest/upload.js';
import { EMPTY } from './columns.js';
import { pointIn } from './json-point.js';
import { linesOf, refusal } from './lines.js';

const BAD_JSON = { en: 'is not valid JSON', 'zh-CN': '不是合法的 JSON' };

/** The rows of newline-delimited JSON as it arrives: one `{"at", "value"}` a line, perhaps with `dimensions`. */
export async function* ndjsonRows(
  stream: Readable,
  dimensions: readonly string[],
): AsyncGenerator<(UploadedRow | BrokenRow)[]> {
  let line = 0;
  let empty = true;
  for await (const lines of linesOf(stream)) {
    const rows: (UploadedRow | BrokenRow)[] = [];
    for (const text of lines) {
      line += 1;
      if (text.trim() !== '') rows.push(rowIn(text, line, dimensions));
    }
    empty &&= rows.length === 0;
    yield rows;
  }
  if (empty) throw refusal(rowProblem('line 1', 'empty', EMPTY, {}));
}

function rowIn(text: string, line: number, dimensions: readonly string[]): UploadedRow | BrokenRow {
  try {
    return pointIn(JSON.parse(text) as unknown, line, `line ${line}`, dimensions);
  } catch {
    return { problem: rowProblem(`line ${line}`, 'bad_json', BAD_JSON, {}) };
  }
}
