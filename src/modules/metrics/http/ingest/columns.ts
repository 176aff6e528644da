import { rowProblem } from '../../domain/ingest/row-messages.js';
import type { BrokenRow, UploadedRow } from '../../domain/ingest/upload.js';
import { refusal } from './lines.js';

export const EMPTY = { en: 'the file holds no points', 'zh-CN': '文件中没有数据' };
const BAD_HEADER = { en: 'the first line must be: {header}', 'zh-CN': '首行必须为:{header}' };
const WRONG_COLUMNS = {
  en: 'has {count} column(s) instead of {expected}',
  'zh-CN': '应有 {expected} 列,实际为 {count} 列',
};

/** Names of the dimensions that stand after `timestamp` and `value`. */
export type Columns = readonly string[];

/** @throws DomainError invalid_rows for any other header */
export function columnsIn(header: readonly unknown[], dimensions: readonly string[]): Columns {
  const [first, second, ...names] = header.map((name) => (typeof name === 'string' ? name.trim().toLowerCase() : ''));
  const known = names.every((name, index) => dimensions.includes(name) && names.indexOf(name) === index);
  if (first === 'timestamp' && second === 'value' && known) return names;
  const expected = ['timestamp', 'value', ...dimensions.map((name) => `[${name}]`)].join(',');
  throw refusal(rowProblem('line 1', 'bad_header', BAD_HEADER, { header: expected }));
}

/** A row of cells as a point, or what is wrong with how many there are. */
export function rowOf(
  cells: readonly unknown[],
  columns: Columns,
  place: number,
  placeName: string,
): UploadedRow | BrokenRow {
  const expected = columns.length + 2;
  if (cells.length !== expected) {
    return { problem: rowProblem(placeName, 'wrong_columns', WRONG_COLUMNS, { count: cells.length, expected }) };
  }
  if (columns.length === 0) return { place, at: cells[0], value: cells[1] };
  const dimensions = Object.fromEntries(columns.map((name, index) => [name, cells[index + 2]]));
  return { place, at: cells[0], value: cells[1], dimensions };
}
