import { planItemAct } from './plan-item-acts.js';
import { planEmergency, planEmergencyAct } from './plan-ladder-acts.js';
import { planWaitingAct } from './plan-waiting-acts.js';
import type { PlannedState } from './planned-state.js';
import { planPeopleActs } from './plan-people-acts.js';
import { shifted } from './naive-days.js';
import { Seeded } from './seeded.js';
import {
  type ActsAt,
  COUNTRIES,
  type Instant,
  type ItemAct,
  type Look,
  type PlannedItem,
  type PlannedPerson,
  type PlannedUnit,
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
/** Its last look falls out, and so does the first of the day after. */
const LOST_DAY = 31;
/** On whose mornings some items become emergencies, one of them just before the lost day. */
const EMERGENCY_DAYS = [4, 19, 31, 49, 64, 79];
/** From which the forecast looks a week ahead: every other week, the quiet one among them, none with the lost day in it. */
const FORECAST_DAYS = [8, 22, 36, 50, 64, 78];

/**
 * People act at 11:00 and 21:00 in Shanghai, where it is night or evening for the others. Workers look at 00:05 there and at
 * 00:05 (01:05 in summer) in Los Angeles, which is in the morning in Berlin: so everybody’s day is looked at soon after it
 * has begun, or, in Berlin, some hours later.
 */
const TIMES = { morningActs: '03:00', westernLook: '08:05', eveningActs: '13:00', easternLook: '16:05' };
/** On the mornings of emergencies, each look after another step of the ladder is due; people act in between as well. */
const HURRY = { firstLook: '03:31', acts: '03:45', looks: ['04:40', '06:45'] };

/** After what people do at these instants, the forecast is asked for. */
export const FORECAST_AT = FORECAST_DAYS.map((index) => instant(index, TIMES.morningActs));

/** Four departments, one of them below another and without a head. */
const UNITS: readonly PlannedUnit[] = [
  { name: 'Operations', parent: null, head: 'P1' },
  { name: 'Growth', parent: 'Operations', head: 'P2' },
  { name: 'Payments', parent: 'Operations', head: 'P3' },
  { name: 'Refunds', parent: 'Payments', head: null },
];

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
  const states = items.map(({ name, severity }): PlannedState => ({
    ...{ item: name, severity, state: 'active', isContained: false, records: [] },
    ...{ asked: 0, isLinked: false, isSubmitted: false },
  }));
  // Chances of their own, so that more waiting does not make another quarter of all the rest.
  const waiting = new Seeded(seed + 1);
  const begins = new Map(states.map((state) => [state, chances.whole(0, DAYS - 20)]));
  const scenesOf = (index: number): Scene[] => {
    const isQuiet = index >= QUIET_WEEK.from && index < QUIET_WEEK.to;
    const begun = isQuiet ? [] : states.filter((state) => (begins.get(state) ?? 0) <= index);
    const acts = (time: string, plan: PlanAct): ActsAt => {
      const at = instant(index, time);
      return { at, people: peopleActs.get(at) ?? [], items: begun.flatMap((state) => plan(state, at) ?? []) };
    };
    const ordinary: PlanAct = (state, at) =>
      planEmergencyAct(chances, state, at) ??
      planItemAct(chances, state, people, at) ??
      planWaitingAct(waiting, state, people);
    const morning: PlanAct = (state, at) => planEmergency(chances, state) ?? ordinary(state, at);
    const isEmergency = EMERGENCY_DAYS.includes(index);
    return [
      acts(TIMES.morningActs, isEmergency ? morning : ordinary),
      ...(isEmergency
        ? hurried(
            index,
            acts(HURRY.acts, (state, at) => planEmergencyAct(chances, state, at)),
          )
        : []),
      ...(index === LOST_DAY + 1 ? [] : [look(index, TIMES.westernLook)]),
      acts(TIMES.eveningActs, ordinary),
      ...(index === LOST_DAY ? [] : [look(index, TIMES.easternLook, restartOn(index, restartEvery))]),
    ];
  };
  const scenes = Array.from({ length: DAYS }, (_, index) => scenesOf(index)).flat();
  return { units: UNITS, people, items, scenes };
}

type PlanAct = (state: PlannedState, at: Instant) => ItemAct | undefined;

function hurried(index: number, acts: ActsAt): Scene[] {
  return [look(index, HURRY.firstLook), acts, ...HURRY.looks.map((time) => look(index, time))];
}

/** In the sweeps of the dates and in that of the ladder by turns. */
function restartOn(index: number, every: number): Look['restartsIn'] {
  if (index % every !== 0) return null;
  return (index / every) % 2 === 0 ? 'deadlines' : 'ladder';
}

function look(index: number, time: string, restartsIn: Look['restartsIn'] = null): Look {
  return { at: instant(index, time), restartsIn };
}

function instant(index: number, time: string): Instant {
  return `${shifted(FIRST_DAY, index)}T${time}:00.000Z`;
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
    const unit = UNITS[index % UNITS.length]?.name ?? '';
    return { name: `P${index + 1}`, unit, zone: ZONES[place] ?? 'Asia/Shanghai', country, weekdays };
  });
}

function planItems(chances: Seeded, people: readonly PlannedPerson[], length: number): PlannedItem[] {
  return Array.from({ length }, (_, index) => {
    const owner = chances.one(people);
    // Nobody sponsors what he owns.
    const sponsor = chances.one(people.filter((person) => person !== owner));
    const severity = chances.one(['P1', 'P2'] as const);
    return { name: `I${index + 1}`, owner: owner.name, sponsor: sponsor.name, severity };
  });
}
