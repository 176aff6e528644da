/** Name of a dimension of a metric: channel, segment. */
export const DIMENSION_NAME = /^[a-z][a-z0-9_]{0,39}$/;

const LONGEST_VALUE = 100;
/** Half a character: no UTF-8, so neither an address nor PostgreSQL can hold it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The metric as a whole. It is a series of its own and never summed up from its parts, which may overlap. */
export const WHOLE = '';

/**
 * The key of a series: `channel=app&segment=new`, by name, empty for the metric as a whole. An empty value is not given.
 *
 * @returns undefined when a value is no text of 1 to 100 characters
 */
export function dimensionKeyOf(dimensions: Readonly<Record<string, unknown>>): string | undefined {
  const parts: string[] = [];
  for (const name of Object.keys(dimensions).sort()) {
    const said = dimensions[name];
    if (said === undefined || said === null || said === '') continue;
    const value = typeof said === 'string' ? said.trim() : undefined;
    if (value === undefined || value === '' || value.length > LONGEST_VALUE || value.includes('\0')) return undefined;
    if (LONE_SURROGATE.test(value)) return undefined;
    parts.push(`${name}=${encodeURIComponent(value)}`);
  }
  return parts.join('&');
}

/** What a key was made of. */
export function dimensionsIn(key: string): Record<string, string> {
  if (key === WHOLE) return {};
  return Object.fromEntries(
    key.split('&').map((part) => {
      const [name = '', value = ''] = part.split('=');
      return [name, decodeURIComponent(value)];
    }),
  );
}
