import type { UploadStream } from '../../../../platform/http/index.js';
import { rowProblem } from '../../domain/ingest/row-messages.js';
import type { BrokenRow, UploadedRow } from '../../domain/ingest/upload.js';
import { EMPTY } from './columns.js';
import { pointIn } from './json-point.js';
import { linesOf } from './lines.js';
import { refusal } from './refusal.js';
import { textIn } from './text-body.js';

const BAD_JSON = { en: 'is not valid JSON', 'zh-CN': '不是合法的 JSON' };

type Row = UploadedRow | BrokenRow;

/** The rows of newline-delimited JSON as it arrives: one `{"at", "value"}` a line, perhaps with `dimensions`. */
export async function* ndjsonRows(upload: UploadStream, dimensions: readonly string[]): AsyncGenerator<Iterable<Row>> {
  const count = { lines: 0, rows: 0 };
  const rowsOf = function* (lines: readonly string[]): Generator<Row> {
    for (const text of lines) {
      count.lines += 1;
      if (text.trim() === '') continue;
      count.rows += 1;
      yield rowIn(text, count.lines, dimensions);
    }
  };
  for await (const lines of linesOf(await textIn(upload, 'NDJSON'))) yield rowsOf(lines);
  if (count.rows === 0) throw refusal(rowProblem('line 1', 'empty', EMPTY, {}));
}

function rowIn(text: string, line: number, dimensions: readonly string[]): Row {
  try {
    return pointIn(JSON.parse(text) as unknown, line, `line ${line}`, dimensions);
  } catch {
    return { problem: rowProblem(`line ${line}`, 'bad_json', BAD_JSON, {}) };
  }
}
