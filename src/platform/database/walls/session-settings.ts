/**
 * The address with one more setting that the server makes when a connection is opened, as `psql` takes them from
 * PGOPTIONS: without a statement, and before the first one.
 *
 * @param value a plain word
 */
export function withSetting(url: string, name: 'role' | 'search_path', value: string): string {
  const address = new URL(url);
  const options = address.searchParams.get('options');
  address.searchParams.set('options', [options, `-c ${name}=${value}`].filter(Boolean).join(' '));
  return address.href;
}
