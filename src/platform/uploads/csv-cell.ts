/**
 * What a spreadsheet would run as a formula when a person opens the file: also behind a tab or a line end, which it
 * skips, and in full-width letters, which Excel in Chinese takes for the usual ones (OWASP, CSV Injection).
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** A cell of CSV (RFC 4180). Text that a spreadsheet would run gets an apostrophe in front; numbers stay numbers. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
