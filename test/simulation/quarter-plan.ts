import { planItemAct, type PlannedState } from './plan-item-acts.js';
import { planPeopleActs } from './plan-people-acts.js';
import { shifted } from './naive-days.js';
import { Seeded } from './seeded.js';
import {
  type ActsAt,
  COUNTRIES,
  type Look,
  type PlannedItem,
  type PlannedPerson,
  type Quarter,
  type Scene,
  ZONES,
} from './script.js';

/** With the Spring Festival, three make-up days, both changes to summer time, Easter and the days of May in it. */
const FIRST_DAY = '2026-02-02';
const DAYS = 92;
const PEOPLE = 40;
/** In which nobody does anything, in days from the first. */
const QUIET_WEEK = { from: 50, to: 57 };
/** Its looks fall out, and so does the first of the day after. */
const LOST_DAY = 31;

/**
 * People act at 11:00 and 21:00 in Shanghai, where it is night or evening for the others. Workers look at 00:05 there and at
 * 00:05 (01:05 in summer) in Los Angeles, which is in the morning in Berlin: so everybody’s day is looked at soon after it
 * has begun, or, in Berlin, some hours later.
 */
const TIMES = { morningActs: '03:00', westernLook: '08:05', eveningActs: '13:00', easternLook: '16:05' };

/** The first instant of the quiet week. */
export const QUIET_FROM = `${shifted(FIRST_DAY, QUIET_WEEK.from)}T${TIMES.morningActs}:00.000Z`;

/**
 * A quarter of work that follows from its arguments alone.
 *
 * @param restartEvery days from one restart of a worker to the next
 */
export function planQuarter(seed: number, itemCount: number, restartEvery: number): Quarter {
  const chances = new Seeded(seed);
  const people = planPeople(chances);
  const items = planItems(chances, people, itemCount);
  const peopleActs = planPeopleActs(chances, people, { firstDay: FIRST_DAY, days: DAYS, quiet: QUIET_WEEK });
  const states = items.map((item): PlannedState => ({ item: item.name, state: 'active', records: [] }));
  const begins = new Map(states.map((state) => [state, chances.whole(0, DAYS - 20)]));
  const acts = (index: number, at: string): ActsAt => {
    const isQuiet = index >= QUIET_WEEK.from && index < QUIET_WEEK.to;
    const begun = isQuiet ? [] : states.filter((state) => (begins.get(state) ?? 0) <= index);
    const day = at.slice(0, 10);
    const itemActs = begun.flatMap((state) => planItemAct(chances, state, people, day) ?? []);
    return { at, people: peopleActs.get(at) ?? [], items: itemActs };
  };
  const scenes = Array.from({ length: DAYS }, (_, index) => scenesOf(index, index % restartEvery === 0, acts)).flat();
  return { people, items, scenes };
}

function scenesOf(index: number, restarts: boolean, acts: (index: number, at: string) => ActsAt): Scene[] {
  const day = shifted(FIRST_DAY, index);
  const at = (time: string) => `${day}T${time}:00.000Z`;
  const western: Look = { at: at(TIMES.westernLook), restarts: false };
  const eastern: Look = { at: at(TIMES.easternLook), restarts };
  const isLost = { western: index === LOST_DAY + 1, eastern: index === LOST_DAY };
  return [
    acts(index, at(TIMES.morningActs)),
    ...(isLost.western ? [] : [western]),
    acts(index, at(TIMES.eveningActs)),
    ...(isLost.eastern ? [] : [eastern]),
  ];
}

function planPeople(chances: Seeded): PlannedPerson[] {
  return Array.from({ length: PEOPLE }, (_, index) => {
    // Half in Shanghai; in the others’ zones a few follow the calendar of the first.
    const place = index % 2 === 0 ? 0 : chances.whole(0, 2);
    const country = chances.chance(0.1) ? 'CN' : (COUNTRIES[place] ?? 'CN');
    const weekdays = chances.chance(0.15)
      ? chances.one([
          [1, 2, 3, 4],
          [2, 3, 4, 5, 6],
          [1, 3, 5],
        ])
      : null;
    return { name: `P${index + 1}`, zone: ZONES[place] ?? 'Asia/Shanghai', country, weekdays };
  });
}

function planItems(chances: Seeded, people: readonly PlannedPerson[], length: number): PlannedItem[] {
  return Array.from({ length }, (_, index) => ({
    name: `I${index + 1}`,
    owner: chances.one(people).name,
    sponsor: chances.one(people).name,
    severity: chances.one(['P1', 'P2']),
  }));
}
