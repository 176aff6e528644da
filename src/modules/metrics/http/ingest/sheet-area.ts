/** Rows times columns that are taken from a sheet, empty ones between included. */
export const MOST_CELLS = 4_000_000;

/** Wherever it stands: an attribute `r` places a row or a cell, and the reader fills up with empty ones to there. */
const PLACE = /(?<![\w.-])r\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ROW = /^[1-9]\d{0,6}$/;
const CELL = /^([A-Z]{1,3})([1-9]\d{0,6})$/;

/**
 * How many cells a sheet has between its first and its last, from its XML: one cell in the last corner of a sheet makes
 * it seventeen milliards, though it takes a line to write.
 *
 * @returns Infinity when a place is not written as Excel writes it, so that nobody knows where it leads
 */
export function sheetArea(xml: string): number {
  let [rows, columns] = [0, 0];
  for (const [, double, single] of xml.matchAll(PLACE)) {
    const place = double ?? single ?? '';
    const cell = CELL.exec(place);
    if (cell === null && !ROW.test(place)) return Infinity;
    rows = Math.max(rows, Number(cell?.[2] ?? place));
    columns = Math.max(columns, columnNumber(cell?.[1] ?? 'A'));
  }
  return rows * columns;
}

/** A is 1, Z is 26, AA is 27. */
function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
