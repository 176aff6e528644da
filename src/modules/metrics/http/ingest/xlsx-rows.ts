import type { Readable } from 'node:stream';

import { readSheet } from 'read-excel-file/node';

import { DomainError } from '../../../../kernel/errors/index.js';
import { CUT_OFF, rowProblem } from '../../domain/ingest/row-messages.js';
import type { BrokenRow, UploadedRow } from '../../domain/ingest/upload.js';
import { CellReader, columnsIn, EMPTY } from './columns.js';
import { isCutOff, refusal } from './lines.js';
import { unpackedSize } from './unpacked-size.js';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook is unpacked whole in memory, so it stays small; a longer history comes as CSV. */
const LARGEST_BYTES = 2 * 1024 * 1024;
const LARGEST_UNPACKED = 32 * 1024 * 1024;

const NOT_XLSX = { en: 'the file is no Excel workbook (.xlsx)', 'zh-CN': '该文件不是 Excel 工作簿(.xlsx)' };

/** The rows of the first sheet of an Excel workbook: header `timestamp,value`, then perhaps dimensions. */
export async function* xlsxRows(
  stream: Readable,
  dimensions: readonly string[],
): AsyncGenerator<(UploadedRow | BrokenRow)[]> {
  const [header, ...lines] = await sheetIn(await bytesOf(stream));
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

async function bytesOf(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of stream) {
      size += (part as Buffer).length;
      if (size > LARGEST_BYTES) throw new DomainError('body_too_large', { limit: LARGEST_BYTES });
      parts.push(part as Buffer);
    }
  } catch (error) {
    throw isCutOff(error) ? refusal(rowProblem('line 1', 'cut_off', CUT_OFF, {})) : error;
  }
  return Buffer.concat(parts);
}

async function sheetIn(bytes: Buffer): Promise<readonly (readonly unknown[])[]> {
  const unpacked = unpackedSize(bytes);
  if (unpacked !== undefined && unpacked > LARGEST_UNPACKED) {
    throw new DomainError('body_too_large', { limit: LARGEST_UNPACKED });
  }
  try {
    return await readSheet(bytes);
  } catch {
    throw refusal(rowProblem('line 1', 'not_xlsx', NOT_XLSX, {}));
  }
}

/** A date cell has no zone: what it shows is local to the workspace. */
function asText(cell: unknown): unknown {
  return cell instanceof Date ? cell.toISOString().slice(0, 19) : cell;
}
