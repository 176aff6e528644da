import { describe, expect, it } from '@jest/globals';

import { reportingLine, unitsAbove, unitsInReach } from './reporting-line.js';

const UNITS = [
  { id: 'board', parentId: null, headId: 'Ada' },
  { id: 'sales', parentId: 'board', headId: null },
  { id: 'online', parentId: 'sales', headId: 'Ben' },
  { id: 'shops', parentId: 'sales', headId: 'Ben' },
];

describe('the reporting line', () => {
  it('goes from the head of one’s unit to the heads above, past a unit without one', () => {
    expect(reportingLine(UNITS, 'online', 'Cy')).toEqual(['Ben', 'Ada']);
  });

  it('begins above the unit that one heads, whether one is placed in it or not', () => {
    expect(reportingLine(UNITS, 'online', 'Ben')).toEqual(['Ada']);
    expect(reportingLine(UNITS, null, 'Ben')).toEqual(['Ada']);
    expect(reportingLine(UNITS, 'board', 'Ada')).toEqual([]);
  });

  it('is empty for somebody without a unit', () => {
    expect(reportingLine(UNITS, null, 'Cy')).toEqual([]);
  });

  it('ends where units stand above each other in a circle', () => {
    const circle = [
      { id: 'a', parentId: 'b', headId: 'Ada' },
      { id: 'b', parentId: 'a', headId: 'Ben' },
    ];
    expect(unitsAbove(circle, 'a').map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('the units in somebody’s reach', () => {
  it('are his own, those he heads and all below', () => {
    expect(unitsInReach(UNITS, 'sales', 'Cy')).toEqual(['sales']);
    expect(unitsInReach(UNITS, null, 'Ben')).toEqual(['online', 'shops']);
    expect(unitsInReach(UNITS, null, 'Ada')).toEqual(['board', 'sales', 'online', 'shops']);
  });
});
