import { rowProblem } from '../../domain/ingest/row-messages.js';
import type { BrokenRow, UploadedRow } from '../../domain/ingest/upload.js';
import { refusal } from './refusal.js';

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

/** A segment stands in many rows: its dimensions are made once, up to so many. */
const SEGMENTS_KEPT = 10_000;

/** Rows of cells as points, or what is wrong with how many cells there are. */
export class CellReader {
  private readonly segments = new Map<string, Readonly<Record<string, unknown>>>();
  private latest: { cells: readonly unknown[]; made: Readonly<Record<string, unknown>> } | undefined;

  constructor(private readonly columns: Columns) {}

  rowOf(cells: readonly unknown[], line: number): UploadedRow | BrokenRow {
    const expected = this.columns.length + 2;
    if (cells.length !== expected) {
      const params = { count: cells.length, expected };
      return { problem: rowProblem(`line ${line}`, 'wrong_columns', WRONG_COLUMNS, params) };
    }
    const dimensions = expected === 2 ? undefined : this.dimensionsOf(cells);
    return { place: line, at: cells[0], value: cells[1], dimensions };
  }

  /** Most files are ordered by segment, so the row before has mostly said the same. */
  private dimensionsOf(cells: readonly unknown[]): Readonly<Record<string, unknown>> {
    const { latest } = this;
    if (latest && this.columns.every((_, index) => latest.cells[index] === cells[index + 2])) return latest.made;
    const said = cells.slice(2);
    const made = this.made(said);
    this.latest = { cells: said, made };
    return made;
  }

  private made(cells: readonly unknown[]): Readonly<Record<string, unknown>> {
    const said = JSON.stringify(cells);
    const known = this.segments.get(said);
    if (known !== undefined) return known;
    const made = Object.fromEntries(this.columns.map((name, index) => [name, cells[index]]));
    if (this.segments.size < SEGMENTS_KEPT) this.segments.set(said, made);
    return made;
  }
}
