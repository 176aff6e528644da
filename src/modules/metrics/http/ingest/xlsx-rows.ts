import { DomainError } from '../../../../kernel/errors/index.js';
import type { UploadStream } from '../../../../platform/http/index.js';
import { CUT_OFF, rowProblem } from '../../domain/ingest/row-messages.js';
import type { BrokenRow, UploadedRow } from '../../domain/ingest/upload.js';
import { CellReader, columnsIn, EMPTY } from './columns.js';
import { isCutOff, refusal } from './refusal.js';
import { peekedInto } from './text-body.js';
import { firstSheetOf } from './workbook.js';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook is unpacked whole in memory, so it stays small; a longer history comes as CSV. */
const LARGEST_BYTES = 2 * 1024 * 1024;
/** Far beyond a time, a number or a dimension: what is longer is refused by whoever reads it, from its beginning. */
const LONGEST_CELL = 1_000;

/** The rows of the first sheet of an Excel workbook: header `timestamp,value`, then perhaps dimensions. */
export async function* xlsxRows(
  upload: UploadStream,
  dimensions: readonly string[],
): AsyncGenerator<(UploadedRow | BrokenRow)[]> {
  const [header, ...lines] = await firstSheetOf(await bytesOf(upload));
  if (header === undefined) throw refusal(rowProblem('line 1', 'empty', EMPTY, {}));
  const columns = columnsIn(
    header.filter((cell) => cell !== null),
    dimensions,
  );
  const width = columns.length + 2;
  const reader = new CellReader(columns);
  const rows = lines.flatMap((cells, index) => {
    if (cells.every((cell) => cell === null)) return [];
    const line = index + 2;
    // The sheet is as wide as its widest row; what is empty beyond the header's columns is none.
    const used = cells.slice(width).some((cell) => cell !== null) ? cells : cells.slice(0, width);
    return [reader.rowOf(used.map(asText), line)];
  });
  if (rows.length === 0) throw refusal(rowProblem('line 1', 'empty', EMPTY, {}));
  yield rows;
}

async function bytesOf(upload: UploadStream): Promise<Buffer> {
  const { parts } = await peekedInto(upload, 'zip', 'Excel (.xlsx)');
  const held: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of parts) {
      size += part.length;
      if (size > LARGEST_BYTES) throw new DomainError('body_too_large', { limit: LARGEST_BYTES });
      held.push(part);
    }
  } catch (error) {
    throw isCutOff(error) ? refusal(rowProblem('line 1', 'cut_off', CUT_OFF, {})) : error;
  }
  return Buffer.concat(held);
}

/** A date cell has no zone: what it shows is local to the workspace. */
function asText(cell: unknown): unknown {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 19);
  return typeof cell === 'string' ? cell.slice(0, LONGEST_CELL) : cell;
}
