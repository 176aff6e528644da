import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  addDays,
  type LocalDate,
  MONDAY_TO_FRIDAY,
  type Weekday,
  workingCalendar,
} from '../../../kernel/time/index.js';
import { circleClosedBy, type Link } from './dependency.js';
import type { PlannedRecord } from './forward-pass.js';
import { itemPlan } from './item-plan.js';

const TODAY = '2026-11-18';
const WEEK = workingCalendar(MONDAY_TO_FRIDAY);

function record(id: string, dueOn: LocalDate, fields: Partial<PlannedRecord> = {}): PlannedRecord {
  const base = {
    createdOn: TODAY,
    stoppedOn: null,
    finishedOn: null,
    today: TODAY,
    calendar: WEEK,
    isMilestone: false,
  };
  return { id, dueOn, ...base, ...fields };
}
function link(predecessorId: string, successorId: string, lagDays = 0): Link {
  return { predecessorId, successorId, lagDays };
}
const finishes = (records: readonly PlannedRecord[], links: readonly Link[]) =>
  itemPlan(records, links, null).rows.map(({ record: { id }, projectedFinish }) => `${id} ${projectedFinish}`);

describe('the plan of an item', () => {
  it('lets what is late move all that waits for it, and says by which record the finish moves', () => {
    const records = [
      record('a', '2026-11-13', { createdOn: '2026-11-09' }),
      record('b', '2026-11-20', { createdOn: '2026-11-09' }),
      record('m', '2026-11-20', { isMilestone: true }),
      record('c', '2026-11-19'),
    ];
    const plan = itemPlan(records, [link('a', 'b'), link('b', 'm')], null);
    expect(plan.rows.map(({ record: { id }, projectedFinish, slack, critical }) => ({ id, projectedFinish, slack, critical }))).toEqual([
      { id: 'a', projectedFinish: '2026-11-18', slack: 0, critical: true },
      { id: 'c', projectedFinish: '2026-11-19', slack: 4, critical: false },
      { id: 'b', projectedFinish: '2026-11-25', slack: 0, critical: true },
      { id: 'm', projectedFinish: '2026-11-25', slack: 0, critical: true },
    ]); // prettier-ignore
    expect(plan).toMatchObject({ plannedFinish: '2026-11-20', projectedFinish: '2026-11-25' });
    expect(plan.delay).toEqual({ because: 'late', recordId: 'a', workingDays: 3 });
  });

  it('takes up a delay in the item’s own time to spare', () => {
    const plan = itemPlan([record('a', '2026-11-13')], [], '2026-11-24');
    expect(plan).toMatchObject({ plannedFinish: '2026-11-24', projectedFinish: '2026-11-24', delay: null });
    expect(plan.rows).toMatchObject([{ slack: 4, critical: false }]);
  });

  it('counts a clock that stands, a day that is too early for what comes before, and one beyond the finish', () => {
    const standing = record('a', '2026-11-19', { stoppedOn: '2026-11-16' });
    expect(itemPlan([standing], [], null).delay).toEqual({ because: 'standing', recordId: 'a', workingDays: 2 });
    const crowded = [record('a', '2026-11-20'), record('b', '2026-11-20')];
    expect(itemPlan(crowded, [link('a', 'b')], null).delay).toEqual({ because: 'crowded', recordId: 'b', workingDays: 1 }); // prettier-ignore
    const stood = { day: '2026-11-24', workingDays: 2 };
    expect(itemPlan([], [], '2026-11-20', stood)).toMatchObject({ projectedFinish: '2026-11-24', delay: { because: 'standing', recordId: null, workingDays: 2 } }); // prettier-ignore
    expect(itemPlan([record('a', '2026-11-24')], [], '2026-11-20').delay).toMatchObject({ because: 'beyond' });
  });

  it('begins after what is finished on the day on which it was, with the lag in the successor’s own days', () => {
    const absent = workingCalendar(MONDAY_TO_FRIDAY, [{ kindOf: (day) => (day < '2026-11-24' ? 'off' : undefined) }]);
    const done = record('a', '2026-11-13', { createdOn: '2026-11-09', finishedOn: '2026-11-17' });
    const next = record('b', '2026-11-20', { createdOn: '2026-11-16' });
    expect(finishes([done, next], [link('a', 'b', 2)])).toEqual(['a 2026-11-17', 'b 2026-11-24']);
    expect(finishes([done, { ...next, calendar: absent }], [link('a', 'b', 2)])).toEqual([
      'a 2026-11-17',
      'b 2026-11-26',
    ]);
  });

  it('does not fail on somebody who is away for years', () => {
    const gone = workingCalendar([]);
    expect(
      finishes([record('a', '2026-11-20', { calendar: gone }), record('b', '2026-11-20')], [link('a', 'b')]),
    ).toEqual(['a 2026-11-20', 'b 2026-11-23']);
  });

  it('is nothing for an item without a date', () => {
    expect(itemPlan([], [], null)).toEqual({ rows: [], plannedFinish: null, projectedFinish: null, delay: null });
  });
});

describe('a circle', () => {
  it('is named from end to end, and only where there is one', () => {
    const links = [link('a', 'b'), link('b', 'c'), link('a', 'd')];
    expect(circleClosedBy(link('c', 'a'), links)).toEqual(['a', 'b', 'c', 'a']);
    expect(circleClosedBy(link('a', 'a'), links)).toEqual(['a', 'a']);
    expect(circleClosedBy(link('d', 'c'), links)).toBeNull();
  });
});

/*
 * The same by brute force: day by day, without the method. Everybody waits until all he waits for has ended and his lag
 * has passed, then works off his days, but not before his planned start and, late or not, today.
 */
const HORIZON = 400;

function slowFinishes(
  records: readonly PlannedRecord[],
  links: readonly Link[],
  delayed: { readonly id: string; readonly by: number } | null = null,
): Map<string, LocalDate> {
  const planned = new Map<string, { start: LocalDate; finish: LocalDate; work: number }>();
  const ended = new Map<string, LocalDate>();
  const before = (id: string) => links.filter(({ successorId }) => successorId === id);
  for (let round = 0; round < records.length; round += 1) {
    for (const each of records) {
      if (planned.has(each.id) || before(each.id).some(({ predecessorId }) => !planned.has(predecessorId))) continue;
      const { calendar, isMilestone } = each;
      const finish = walk(calendar, each.dueOn, 0);
      let start = isMilestone ? finish : walk(calendar, each.createdOn, 0);
      for (const { predecessorId, lagDays } of isMilestone ? [] : before(each.id)) {
        const free = walk(calendar, addDays(planned.get(predecessorId)?.finish ?? '', 1), lagDays);
        if (free > start) start = free;
      }
      if (start > finish) start = finish;
      let work = 0;
      for (let day = start; day <= finish && !isMilestone; day = addDays(day, 1))
        work += calendar.isWorkday(day) ? 1 : 0;
      planned.set(each.id, { start, finish, work });
      ended.set(each.id, slowFinish(each, { start, finish, work }, before(each.id), ended, delayed));
    }
  }
  return ended;
}

function slowFinish(
  each: PlannedRecord,
  plan: { start: LocalDate; finish: LocalDate; work: number },
  before: readonly Link[],
  ended: ReadonlyMap<string, LocalDate>,
  delayed: { readonly id: string; readonly by: number } | null,
): LocalDate {
  const { calendar, isMilestone } = each;
  if (each.finishedOn !== null) return each.finishedOn;
  let last = plan.finish;
  if (each.stoppedOn !== null) {
    for (let day = addDays(each.stoppedOn, 1); day <= each.today; day = addDays(day, 1)) {
      if (calendar.isWorkday(day)) last = walk(calendar, addDays(last, 1), 0);
    }
  }
  if (each.today > plan.finish) last = [last, walk(calendar, each.today, 0)].sort().at(-1) ?? last;
  for (const { predecessorId, lagDays } of before) {
    const end = ended.get(predecessorId) ?? '';
    const free = isMilestone && lagDays === 0 ? walk(calendar, end, 0) : walk(calendar, addDays(end, 1), lagDays - (isMilestone ? 1 : 0)); // prettier-ignore
    const start = free > plan.start ? free : plan.start;
    const end2 = isMilestone ? start : walk(calendar, start, plan.work - 1);
    if (end2 > last) last = end2;
  }
  return delayed?.id === each.id && delayed.by > 0 ? walk(calendar, addDays(last, 1), delayed.by - 1) : last;
}

/** The first worked day on or after `day`, and then `more` worked days on. */
function walk(calendar: PlannedRecord['calendar'], day: LocalDate, more: number): LocalDate {
  let [at, left] = [day, more];
  for (let n = 0; n < HORIZON; n += 1) {
    if (calendar.isWorkday(at)) {
      if (left === 0) return at;
      left -= 1;
    }
    at = addDays(at, 1);
  }
  throw new Error('beyond the horizon');
}

const anyDay = (from: number, to: number) => fc.integer({ min: from, max: to }).map((days) => addDays(TODAY, days));
const anyRecord = fc
  .record({
    createdOn: anyDay(-20, 5),
    dueOn: anyDay(-10, 20),
    stoppedOn: fc.option(anyDay(-8, 0)),
    finishedOn: fc.option(anyDay(-10, 0), { freq: 4 }),
    isMilestone: fc.boolean(),
    weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7] as Weekday[], { minLength: 2 }),
    off: fc.uniqueArray(anyDay(-10, 25), { maxLength: 6 }),
  })
  .map(({ weekdays, off, ...fields }) => ({
    ...fields,
    today: TODAY,
    calendar: workingCalendar(weekdays, [{ kindOf: (day) => (off.includes(day) ? 'off' : undefined) }]),
  }));
const anyPlan = fc.array(anyRecord, { minLength: 1, maxLength: 7 }).chain((fields) =>
  fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.nat(3)), { maxLength: 10 }).map((pairs) => ({
    records: fields.map((each, place) => ({ ...each, id: String(place) })),
    links: pairs
      .filter(([one, other]) => one < other && other < fields.length)
      .map(([one, other, lag]) => link(String(one), String(other), lag)),
  })),
);

describe('against the plan walked day by day', () => {
  it('ends every record on the same day', () => {
    fc.assert(
      fc.property(anyPlan, ({ records, links }) => {
        const slow = slowFinishes(records, links);
        for (const { record: { id }, projectedFinish } of itemPlan(records, links, null).rows) {
          expect(`${id} ${projectedFinish}`).toBe(`${id} ${slow.get(id)}`);
        }
      }),
      { numRuns: 200 },
    ); // prettier-ignore
  });

  it('gives each as many days to spare as can pass before the item’s finish moves', () => {
    fc.assert(
      fc.property(anyPlan, ({ records, links }) => {
        const plan = itemPlan(records, links, null);
        const finishWith = (id: string, by: number) =>
          [plan.plannedFinish ?? '', ...slowFinishes(records, links, { id, by }).values()].sort().at(-1);
        for (const { record: { id }, slack } of plan.rows) {
          if (slack === null) continue;
          expect(finishWith(id, slack)).toBe(plan.projectedFinish);
          expect((finishWith(id, slack + 1) ?? '') > (plan.projectedFinish ?? '')).toBe(true);
        }
      }),
      { numRuns: 200 },
    ); // prettier-ignore
  });
});
