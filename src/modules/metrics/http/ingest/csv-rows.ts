import { parse } from 'csv-parse/sync';

import type { UploadStream } from '../../../../platform/http/index.js';
import { rowProblem } from '../../domain/ingest/row-messages.js';
import type { BrokenRow, UploadedRow } from '../../domain/ingest/upload.js';
import { CellReader, columnsIn, EMPTY } from './columns.js';
import { linesOf, LONGEST_LINE } from './lines.js';
import { refusal } from './refusal.js';
import { textIn } from './text-body.js';

const BROKEN_QUOTES = { en: 'its quotation marks do not match', 'zh-CN': '引号不匹配' };

type Row = UploadedRow | BrokenRow;

/**
 * The rows of a CSV text as it arrives. The header is line 1 and says `timestamp,value`, then perhaps dimensions.
 *
 * @throws DomainError invalid_rows for an empty text or another header: nobody could say which column is which
 */
export async function* csvRows(upload: UploadStream, dimensions: readonly string[]): AsyncGenerator<Iterable<Row>> {
  const table = new CsvTable(dimensions);
  for await (const lines of linesOf(await textIn(upload, 'CSV'))) yield table.rowsOf(lines);
  yield table.end();
}

/** Records to rows, the first of them being the header. */
class CsvTable {
  private readonly records = new CsvRecords();
  private cells: CellReader | undefined;
  private empty = true;

  constructor(private readonly dimensions: readonly string[]) {}

  *rowsOf(lines: readonly string[]): Generator<Row> {
    for (const line of lines) {
      const row = this.rowOf(this.records.add(line));
      if (row !== undefined) yield row;
    }
  }

  *end(): Generator<Row> {
    const row = this.rowOf(this.records.end());
    if (row !== undefined) yield row;
    if (this.empty) throw refusal(rowProblem('line 1', 'empty', EMPTY, {}));
  }

  private rowOf(record: CsvRecord | undefined): Row | undefined {
    if (record === undefined) return undefined;
    if (record.fields !== undefined && this.cells === undefined) {
      this.cells = new CellReader(columnsIn(record.fields, this.dimensions));
      return undefined;
    }
    this.empty = false;
    if (record.fields !== undefined && this.cells !== undefined) return this.cells.rowOf(record.fields, record.line);
    return { problem: rowProblem(`line ${record.line}`, 'broken_quotes', BROKEN_QUOTES, {}) };
  }
}

interface CsvRecord {
  readonly line: number;
  /** Undefined when its quotation marks do not match. */
  readonly fields: readonly string[] | undefined;
}

/** Lines to records. A plain line is split at its commas; what has quotation marks, perhaps over several lines, is parsed. */
class CsvRecords {
  private line = 0;
  private open: { text: string; line: number } | undefined;

  /** @returns the record that ends with this line */
  add(text: string): CsvRecord | undefined {
    this.line += 1;
    if (this.open === undefined && !text.includes('"')) {
      return text.trim() === '' ? undefined : { line: this.line, fields: text.split(',') };
    }
    const joined = this.open ? { ...this.open, text: `${this.open.text}\n${text}` } : { text, line: this.line };
    this.open = joined;
    // A quotation mark inside quotes is doubled, so an odd number of them is an open field.
    if ((joined.text.split('"').length - 1) % 2 === 1 && joined.text.length <= LONGEST_LINE) return undefined;
    return this.end();
  }

  /** What is still open when the text ends. */
  end(): CsvRecord | undefined {
    if (this.open === undefined) return undefined;
    const { text, line } = this.open;
    this.open = undefined;
    return { line, fields: parsed(text) };
  }
}

function parsed(text: string): readonly string[] | undefined {
  try {
    const records = parse(text, { relax_column_count: true, trim: true }) as unknown as string[][];
    return records.length === 1 ? records[0] : undefined;
  } catch {
    return undefined;
  }
}
