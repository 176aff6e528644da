import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

import { parse } from 'csv-parse';

import { Oddities } from './oddities.js';
import { RowJudge } from './row-judge.js';

/** Rows written at once: single ones would cost more than judging them. */
const BATCH = 500;

/** The file cannot be judged at all; the message says why. */
export class UnreadableSeries extends Error {}

/**
 * Reads `timestamp,value` rows, writes `timestamp,value,anomaly_score,label`, one row for each, as it goes: memory does
 * not grow with the file, and a row depends on earlier rows alone.
 *
 * @param tell takes what is odd about the file, line by line
 * @throws UnreadableSeries without the two columns, or for quotation marks that do not match
 */
export async function detectAnomalies(input: Readable, output: Writable, tell: (line: string) => void): Promise<void> {
  const oddities = new Oddities(tell);
  const judge = new RowJudge(oddities);
  const rows = new Batch(output);
  let columns: Columns | undefined;
  let [line, alarms] = [0, 0];
  for await (const row of rowsOf(input)) {
    line += 1;
    if (!columns) {
      columns = findColumns(row);
      rows.add('timestamp,value,anomaly_score,label\n');
      continue;
    }
    const [time, value] = [row[columns.timestamp] ?? '', row[columns.value] ?? ''];
    const { score, label } = judge.judge(time, value, line);
    alarms += label;
    rows.add(`${quoted(time)},${quoted(value)},${score.toFixed(6)},${label}\n`);
    if (rows.isFull) await rows.write();
  }
  if (!columns) throw new UnreadableSeries('The file is empty; its first line must be timestamp,value.');
  await rows.write();
  oddities.sum(line - 1, alarms);
}

interface Columns {
  readonly timestamp: number;
  readonly value: number;
}

async function* rowsOf(input: Readable): AsyncGenerator<string[]> {
  const parser = parse({ bom: true, relax_column_count: true, skip_empty_lines: true });
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  try {
    for await (const row of parser) yield row as string[];
  } catch (error) {
    const isAboutTheText = (error as { code?: unknown }).code?.toString().startsWith('CSV_');
    throw isAboutTheText ? new UnreadableSeries((error as Error).message) : error;
  }
}

function findColumns(header: readonly string[]): Columns {
  const names = header.map((name) => name.trim().toLowerCase());
  const columns = { timestamp: names.indexOf('timestamp'), value: names.indexOf('value') };
  if (columns.timestamp >= 0 && columns.value >= 0) return columns;
  throw new UnreadableSeries(`The first line must name the columns timestamp and value; it is: ${header.join(',')}`);
}

class Batch {
  private rows: string[] = [];

  constructor(private readonly output: Writable) {}

  add(row: string): void {
    this.rows.push(row);
  }

  get isFull(): boolean {
    return this.rows.length >= BATCH;
  }

  /** Waits until the reader has room. */
  async write(): Promise<void> {
    const text = this.rows.join('');
    this.rows = [];
    if (!this.output.write(text)) await once(this.output, 'drain');
  }
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
