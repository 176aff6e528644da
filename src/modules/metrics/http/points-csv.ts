import { type CsvError, type Options, parse } from 'csv-parse/sync';

import type { FieldProblem } from '../../../kernel/errors/index.js';
import type { Upload } from '../operations/record-points.operation.js';

const COLUMNS = ['timestamp', 'value'];

const EMPTY = { en: 'the file holds no points', 'zh-CN': '文件中没有数据' };
const BAD_HEADER = { en: 'the first line must be: timestamp,value', 'zh-CN': '首行必须为:timestamp,value' };
const WRONG_COLUMNS = { en: 'has {count} column(s) instead of 2', 'zh-CN': '应有 2 列,实际为 {count} 列' };
const BROKEN_QUOTES = { en: 'its quotation marks do not match', 'zh-CN': '引号不匹配' };

interface Line {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Splits a `text/csv` upload into rows that know their line; the header is line 1. */
export function pointsInCsv(text: string): Upload {
  const problems: FieldProblem[] = [];
  const [header, ...lines] = split(text, problems);
  if (header === undefined || (isHeader(header) && lines.length === 0 && problems.length === 0)) {
    return { rows: [], problems: [...problems, { field: 'line 1', code: 'empty', message: EMPTY }] };
  }
  // Without its header nobody can say which column is which, so no row is judged.
  if (!isHeader(header)) return { rows: [], problems: [{ field: 'line 1', code: 'bad_header', message: BAD_HEADER }] };
  const rows = lines.flatMap(({ record, info }) => {
    const place = `line ${info.lines}`;
    if (record.length === COLUMNS.length) return [{ place, at: record[0], value: record[1] }];
    problems.push({ field: place, code: 'wrong_columns', message: WRONG_COLUMNS, params: { count: record.length } });
    return [];
  });
  return { rows, problems };
}

function split(text: string, problems: FieldProblem[]): Line[] {
  const refuse = (line: unknown) =>
    problems.push({ field: `line ${String(line)}`, code: 'broken_quotes', message: BROKEN_QUOTES });
  const options = {
    bom: true,
    info: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    on_skip: (error: CsvError | undefined) => void refuse(error?.['lines']),
  } satisfies Options;
  try {
    return parse(text, options) as unknown as Line[];
  } catch (error) {
    // A quotation mark that is never closed swallows the rest of the file.
    refuse((error as CsvError)['lines']);
    return [{ record: COLUMNS, info: { lines: 1 } }];
  }
}

function isHeader({ record }: Line): boolean {
  return record.length === COLUMNS.length && record.every((name, index) => name.toLowerCase() === COLUMNS[index]);
}
