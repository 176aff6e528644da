/**
 * The one way in which a value is written for hashing (RFC 8785): no blanks, keys sorted by UTF-16 code units, numbers as
 * ECMAScript writes them. What JSON cannot hold (undefined, functions) must not occur.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const record = value as Readonly<Record<string, unknown>>;
  let pairs = '';
  for (const key of Object.keys(record).sort()) {
    pairs += `${pairs === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(record[key])}`;
  }
  return `{${pairs}}`;
}
