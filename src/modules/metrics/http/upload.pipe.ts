import { Injectable, type PipeTransform } from '@nestjs/common';

import { refuseFields } from '../../../kernel/errors/index.js';
import { CsvText } from '../../../platform/http/index.js';
import type { Upload } from '../operations/record-points.operation.js';
import { pointsInCsv } from './points-csv.js';

/** So that an upload is read in well under a second; a longer history comes in parts. */
const MOST_ROWS = 20_000;

const POINTS_NEEDED = { en: 'must be {"points": [{"at", "value"}]}', 'zh-CN': '应为 {"points": [{"at", "value"}]}' };
const TOO_MANY = { en: 'must be at most {max} at once', 'zh-CN': '一次最多 {max} 条' };
const EMPTY = { en: 'holds no points', 'zh-CN': '没有数据' };
const NOT_A_POINT = { en: 'must be {"at", "value"} and nothing else', 'zh-CN': '应仅包含 {"at", "value"}' };

/** A body of points, as JSON or as CSV, to rows that know their place. */
@Injectable()
export class UploadPipe implements PipeTransform<unknown, Upload> {
  transform(body: unknown): Upload {
    const upload = body instanceof CsvText ? pointsInCsv(body.text) : pointsInJson(body);
    if (upload.rows.length > MOST_ROWS) refuseFields([tooMany]);
    return upload;
  }
}

const tooMany = { field: 'points', code: 'too_many', message: TOO_MANY, params: { max: MOST_ROWS } };

function pointsInJson(body: unknown): Upload {
  const { points, ...others } = (isRecord(body) ? body : {}) as { points?: unknown };
  if (!Array.isArray(points) || Object.keys(others).length > 0) {
    refuseFields([{ field: 'points', code: 'object', message: POINTS_NEEDED }]);
    return { rows: [], problems: [] };
  }
  if (points.length === 0) return { rows: [], problems: [{ field: 'points', code: 'empty', message: EMPTY }] };
  const placed = points.map((point: unknown, index) => ({ place: `points.${index}`, point }));
  return {
    rows: placed.flatMap(({ place, point }) =>
      isPoint(point) ? [{ place, at: point['at'], value: asJsonNumber(point['value']) }] : [],
    ),
    problems: placed
      .filter(({ point }) => !isPoint(point))
      .map(({ place }) => ({ field: place, code: 'not_a_point', message: NOT_A_POINT })),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPoint(value: unknown): value is Readonly<Record<'at' | 'value', unknown>> {
  return isRecord(value) && Object.keys(value).sort().join() === 'at,value';
}

/** In JSON a number is a number; "7" is text. */
function asJsonNumber(value: unknown): unknown {
  return typeof value === 'number' ? value : JSON.stringify(value);
}
