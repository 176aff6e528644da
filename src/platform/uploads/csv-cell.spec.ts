import { expect, it } from '@jest/globals';

import { csvCell } from './csv-cell.js';

it.each([
  ['plain', 'plain'],
  ['=1+1', "'=1+1"],
  ['+41', "'+41"],
  ['-x', "'-x"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', '"\'\r=1"'],
  ['\n=1', '"\'\n=1"'],
  ['＝1+1', "'＝1+1"],
  ['a=1', 'a=1'],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ['a,b', '"a,b"'],
  [-1.5, '-1.5'],
  [null, ''],
  [{ reason: '=1' }, '"{""reason"":""=1""}"'],
])('the cell of %j is %j: a spreadsheet runs none of it', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});
