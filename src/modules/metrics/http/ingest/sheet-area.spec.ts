import { expect, it } from '@jest/globals';

import { MOST_CELLS, sheetArea } from './sheet-area.js';

it.each([
  ['two cells', '<row r="1"><c r="A1"/><c r="B1"/></row>', 2],
  ['a cell far to the right and one far below', '<row r="1"><c r="AA1"/></row><row r="1000"><c r="A1000"/></row>', 27_000],
  ['single quotation marks and blanks', "<row\nr = '7'>", 7],
  ['no places at all', '<row><c/></row>', 0],
  ['the names of other attributes', '<pageSetup paperSize="99" xr="XFD9"/>', 0],
  ['the last corner of a sheet', '<row r="1048576"><c r="XFD1048576"/></row>', 1_048_576 * 16_384],
  ['a row that no sheet has', '<row r="99999999999"/>', Infinity],
  ['a column that no sheet has', '<c r="ZZZZZ1"/>', Infinity],
  ['a place in disguise', '<row r="&#49;0"/>', Infinity],
])('a sheet with %s', (_, xml, area) => {
  expect(sheetArea(xml)).toBe(area);
}); // prettier-ignore

it('takes all rows of a sheet with the columns of a metric and one dimension', () => {
  expect(sheetArea('<c r="C1048576"/>')).toBeLessThan(MOST_CELLS);
});
