import { describe, expect, it } from '@jest/globals';

import type { FieldProblem } from '../../../../kernel/errors/index.js';
import { PointIntake } from './point-intake.js';
import { PointReader } from './point-reader.js';

const placeOf = (place: number) => `line ${place}`;

function read(...rows: [at: unknown, value: unknown, dimensions?: Record<string, unknown>][]) {
  const now = new Date('2026-11-18T02:00:00Z');
  const reader = new PointReader({ period: 'hour', zone: 'Asia/Shanghai', now, placeOf });
  const intake = new PointIntake({ placeOf, labelOf: (start) => new Date(start).toISOString() });
  const problems: FieldProblem[] = [];
  rows.forEach(([at, value, dimensions], index) => {
    const point = reader.read({ place: index + 2, at, value, dimensions });
    if (Array.isArray(point)) return problems.push(...point);
    const problem = intake.add(point, index + 2);
    return problem && problems.push(problem);
  });
  problems.push(...intake.settle());
  const { starts, values, keys } = intake.chunk;
  return {
    starts: [...starts].map((start) => new Date(start).toISOString()),
    values: [...values],
    keys,
    problems,
    facts: intake.facts(),
  };
}

describe('reading the points of an upload', () => {
  it('puts a time anywhere in the hour at the start of it', () => {
    expect(read(['2011-07-01 01:59:59', '0.2'], ['2011-07-01 00:00:01', '0.1'])).toMatchObject({
      starts: ['2011-06-30T17:00:00.000Z', '2011-06-30T16:00:00.000Z'],
      values: [0.2, 0.1],
      keys: null,
      problems: [],
    });
  });

  it('takes the same value said twice for one point, and two values for a contradiction that names both places', () => {
    const same = read(
      ['2011-07-01 00:00', '1'],
      ['2011-07-01 00:30', '1.0'],
      ['2011-07-01 01:30', 2],
      ['2011-07-01 00:59', 1],
    );
    expect([same.values, same.facts.duplicates]).toEqual([[1, 2], 2]);
    const { problems } = read(['2011-07-01 00:00', '1'], ['2011-07-01 01:00', '1'], ['2011-07-01 00:30', '2']);
    expect(problems).toMatchObject([{ field: 'line 4', code: 'contradiction', params: { other: 1, place: 'line 2' } }]);
  });

  it('keeps the segments of a metric apart, whatever the order of their dimensions', () => {
    const { keys, problems } = read(
      ['2011-07-01 00:00', 1, { segment: 'new', channel: '小程序' }],
      ['2011-07-01 00:00', 2, { channel: 'app' }],
      ['2011-07-01 00:00', 3, { channel: '' }],
      ['2011-07-01 00:00', 1, { channel: '小程序', segment: 'new' }],
    );
    expect(keys).toEqual(['channel=%E5%B0%8F%E7%A8%8B%E5%BA%8F&segment=new', 'channel=app', '']);
    expect(problems).toEqual([]);
    expect(read(['2011-07-01 00:00', 1, { channel: 7 }]).problems).toMatchObject([{ code: 'bad_dimension' }]);
    expect(read(['2011-07-01 00:00', 1, { channel: '\ud800' }]).problems).toMatchObject([{ code: 'bad_dimension' }]);
  });

  it.each([
    '',
    'x',
    'NaN',
    'Infinity',
    '1e16',
    '-1e16',
    '1e308',
    '1e999',
    '1,5',
    '0x10',
    '1_000',
    '12 %',
    null,
    true,
    [1],
  ])('refuses %p as a value', (value) => {
    expect(read(['2011-07-01 00:00', value]).problems).toMatchObject([{ field: 'line 2', code: 'not_a_number' }]);
  });

  it.each([['-1.5e3', -1500], ['+.5', 0.5], ['5.', 5], ['-0', 0], [7, 7]] as const)('reads %p as %p', (text, value) => {
    expect(Object.is(read(['2011-07-01 00:00', text]).values[0], value)).toBe(true);
  }); // prettier-ignore

  it('refuses what has not happened yet, but not this very moment', () => {
    expect(read(['2026-11-18 10:00:00', 1]).problems).toEqual([]);
    expect(read(['2026-11-18 10:00:01', 1]).problems).toMatchObject([{ code: 'in_the_future' }]);
  });

  it.each(['2026-11-03', '2026-W45', '2026-10'])('refuses %s, a longer period, for a metric by the hour', (label) => {
    expect(read([label, 1]).problems).toMatchObject([
      { field: 'line 2', code: 'wrong_period', params: { period: 'hour' } },
    ]);
  });

  it('tells a row with a bad time and a bad value of both', () => {
    expect(read(['soon', 'much']).problems.map(({ code }) => code)).toEqual(['bad_time', 'not_a_number']);
  });
});
