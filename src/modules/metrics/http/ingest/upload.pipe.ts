import { Injectable, type PipeTransform } from '@nestjs/common';

import { DomainError, refuseFields } from '../../../../kernel/errors/index.js';
import { UploadStream } from '../../../../platform/http/index.js';
import type { Upload } from '../../domain/ingest/upload.js';
import { csvRows } from './csv-rows.js';
import { isObject, pointIn } from './json-point.js';
import { ndjsonRows } from './ndjson-rows.js';
import { XLSX_TYPE, xlsxRows } from './xlsx-rows.js';

/** One JSON body is read whole before its first point is looked at; a longer history comes as NDJSON or CSV. */
const MOST_ROWS = 20_000;

const POINTS_NEEDED = { en: 'must be {"points": [{"at", "value"}]}', 'zh-CN': '应为 {"points": [{"at", "value"}]}' };
const TOO_MANY = {
  en: 'must be at most {max} at once; NDJSON and CSV take any number',
  'zh-CN': '一次最多 {max} 条;NDJSON 与 CSV 不限条数',
};
const EMPTY = { en: 'holds no points', 'zh-CN': '没有数据' };

const STREAMED = {
  'text/csv': { format: 'csv', rows: csvRows },
  'application/x-ndjson': { format: 'ndjson', rows: ndjsonRows },
  [XLSX_TYPE]: { format: 'xlsx', rows: xlsxRows },
} as const;

/** A body of points, in whatever form, to rows that know their place. */
@Injectable()
export class UploadPipe implements PipeTransform<unknown, Upload> {
  transform(body: unknown): Upload {
    return body instanceof UploadStream ? streamed(body) : inJson(body);
  }
}

function streamed(upload: UploadStream): Upload {
  const { type } = upload;
  if (!Object.hasOwn(STREAMED, type)) throw new DomainError('unsupported_media_type');
  const { format, rows } = STREAMED[type as keyof typeof STREAMED];
  return { format, placeOf: (place) => `line ${place}`, rows: (dimensions) => rows(upload, dimensions) };
}

function inJson(body: unknown): Upload {
  const { points, ...others } = (isObject(body) ? body : {}) as { points?: unknown };
  if (!Array.isArray(points) || Object.keys(others).length > 0) {
    throw refusal('object', POINTS_NEEDED);
  }
  refuseFields(
    points.length > MOST_ROWS
      ? [{ field: 'points', code: 'too_many', message: TOO_MANY, params: { max: MOST_ROWS } }]
      : [],
  );
  if (points.length === 0) {
    const fields = [{ field: 'points', code: 'empty', message: EMPTY }];
    throw new DomainError('invalid_rows', { count: 1 }, { fields });
  }
  return {
    format: 'json',
    placeOf: (place) => `points.${place}`,
    rows: (dimensions) => only(points.map((point, place) => pointIn(point, place, `points.${place}`, dimensions))),
  };
}

async function* only<T>(value: T): AsyncGenerator<T> {
  yield await Promise.resolve(value);
}

function refusal(code: string, message: typeof EMPTY): DomainError {
  return new DomainError('invalid_fields', { count: 1 }, { fields: [{ field: 'points', code, message }] });
}
