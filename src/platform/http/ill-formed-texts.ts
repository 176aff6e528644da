/** NUL, which PostgreSQL stores nowhere, and half of a surrogate pair, which it refuses in JSON. */
const ILL_FORMED = /\0|\p{Surrogate}/u;

/**
 * The paths (`measures.0.title`) of all texts and names of fields in a body that cannot be stored, wherever they stand:
 * a field of free form is looked through as well.
 */
export function illFormedTexts(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return ILL_FORMED.test(value) ? [path || 'body'] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = path === '' ? name : `${path}.${name}`;
    return ILL_FORMED.test(name) ? [path || 'body'] : illFormedTexts(inner, here);
  });
}
