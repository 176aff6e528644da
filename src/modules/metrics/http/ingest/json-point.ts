import { rowProblem } from '../../domain/ingest/row-messages.js';
import type { BrokenRow, UploadedRow } from '../../domain/ingest/upload.js';

const NOT_A_POINT = {
  en: 'must be {shape} and nothing else',
  'zh-CN': '应仅包含 {shape}',
};
const UNKNOWN_DIMENSION = { en: '"{name}" is no dimension of this metric', 'zh-CN': '“{name}”不是该指标的维度' };

type JsonObject = Readonly<Record<string, unknown>>;

/** An element of JSON as a point, or what is wrong with its shape. */
export function pointIn(
  said: unknown,
  place: number,
  placeName: string,
  dimensions: readonly string[],
): UploadedRow | BrokenRow {
  if (!isObject(said) || !hasShape(said)) {
    const shape = dimensions.length > 0 ? '{"at", "value", "dimensions"}' : '{"at", "value"}';
    return { problem: rowProblem(placeName, 'not_a_point', NOT_A_POINT, { shape }) };
  }
  const { at, value, dimensions: given } = said;
  // In JSON a number is a number; "7" is text.
  const row = { place, at, value: typeof value === 'number' ? value : JSON.stringify(value) };
  if (!isObject(given)) return row;
  const unknown = Object.keys(given).find((name) => !dimensions.includes(name));
  if (unknown === undefined) return { ...row, dimensions: given };
  const params = { name: unknown.slice(0, 40) };
  return { problem: rowProblem(placeName, 'unknown_dimension', UNKNOWN_DIMENSION, params) };
}

function hasShape(said: JsonObject): boolean {
  const { at: _at, value: _value, dimensions, ...others } = said;
  const whole = 'at' in said && 'value' in said && Object.keys(others).length === 0;
  return whole && (dimensions === undefined || isObject(dimensions));
}

export function isObject(said: unknown): said is JsonObject {
  return typeof said === 'object' && said !== null && !Array.isArray(said);
}
