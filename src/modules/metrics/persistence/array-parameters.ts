/*
 * Arrays in the binary format of PostgreSQL (array_recv in src/backend/utils/adt/arrayfuncs.c): a head of five 32-bit
 * numbers, then each element with its length before it. The driver hands on a buffer as it is. As text every number
 * would be printed here and parsed there, which took longer than all that is checked about a point.
 */
const HEAD_BYTES = 20;
const LENGTH_BYTES = 4;

/** Numbers of the types in PostgreSQL's catalogue (pg_type.dat). */
const FLOAT8 = 701;
const INT4 = 23;
const TEXT = 25;

/** A `double precision[]`. */
export function doublesParameter(numbers: Float64Array): Buffer {
  const buffer = withHead(FLOAT8, numbers.length, numbers.length * 8);
  let at = HEAD_BYTES;
  for (const number of numbers) {
    buffer.writeInt32BE(8, at);
    buffer.writeDoubleBE(number, at + LENGTH_BYTES);
    at += LENGTH_BYTES + 8;
  }
  return buffer;
}

/** An `integer[]`. */
export function integersParameter(numbers: Int32Array): Buffer {
  const buffer = withHead(INT4, numbers.length, numbers.length * 4);
  let at = HEAD_BYTES;
  for (const number of numbers) {
    buffer.writeInt32BE(4, at);
    buffer.writeInt32BE(number, at + LENGTH_BYTES);
    at += LENGTH_BYTES + 4;
  }
  return buffer;
}

/** A `text[]`. */
export function textsParameter(texts: readonly string[]): Buffer {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const buffer = withHead(TEXT, texts.length, bytes);
  let at = HEAD_BYTES;
  for (const text of texts) {
    const length = buffer.write(text, at + LENGTH_BYTES);
    buffer.writeInt32BE(length, at);
    at += LENGTH_BYTES + length;
  }
  return buffer;
}

/** @param bytes that the elements take, without their lengths */
function withHead(type: number, count: number, bytes: number): Buffer {
  // An array without elements has no dimension either.
  const dimensions = count === 0 ? 0 : 1;
  const buffer = Buffer.allocUnsafe(count === 0 ? HEAD_BYTES - 8 : HEAD_BYTES + count * LENGTH_BYTES + bytes);
  buffer.writeInt32BE(dimensions, 0);
  buffer.writeInt32BE(0, 4); // no element is null
  buffer.writeInt32BE(type, 8);
  if (dimensions === 0) return buffer;
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16); // numbered from one
  return buffer;
}
