import { shifted } from './naive-days.js';
import type { Seeded } from './seeded.js';
import {
  COUNTRIES,
  type Day,
  type Graces,
  type Instant,
  type PeopleAct,
  type PlannedPerson,
  type Severity,
  ZONES,
} from './script.js';

interface Span {
  readonly firstDay: Day;
  readonly days: number;
  /** In which nobody does anything, in days from the first. */
  readonly quiet: { readonly from: number; readonly to: number };
}

/** Days change for those to come only: who notes an absence of last week finds what was told of it told already. */
const KNOWN_DAYS_BEFORE = 2;
const SECOND_HALF = 46;

/** On which day from the first a ladder becomes another, and which: one begins at once, one leaves a step out. */
const POLICIES: readonly { readonly index: number; readonly severity: Severity; readonly graces: Graces }[] = [
  { index: 30, severity: 'P1', graces: { assignee: 0, owner: 2, sponsor: 1, unit_head: 3 } },
  { index: 47, severity: 'P0', graces: { owner: 15, sponsor: 45, unit_head: 60 } },
  { index: 60, severity: 'P2', graces: { assignee: 1, owner: 1, unit_head: 2 } },
];

/** Absences, some called off, some long; people who move to another zone; days that a company makes off or worked; ladders. */
export function planPeopleActs(
  chances: Seeded,
  people: readonly PlannedPerson[],
  { firstDay, days, quiet }: Span,
): ReadonlyMap<Instant, readonly PeopleAct[]> {
  const acts = new Map<Instant, PeopleAct[]>();
  const noted = new Set<string>();
  const put = (index: number, act: PeopleAct) => {
    if (index >= quiet.from && index < quiet.to) return;
    if (act.act === 'goes_away') noted.add(act.absence);
    // Nobody calls off what the quiet week has swallowed.
    if (act.act === 'stays_after_all' && !noted.has(act.absence)) return;
    const at = `${shifted(firstDay, index)}T${chances.one(['03:00', '13:00'])}:00.000Z`;
    acts.set(at, [...(acts.get(at) ?? []), act]);
  };
  for (const person of people) {
    planAbsence(chances, person, firstDay, chances.whole(3, 20), put);
    if (chances.chance(0.6)) planAbsence(chances, person, firstDay, SECOND_HALF + chances.whole(3, 30), put);
    if (chances.chance(0.1)) {
      const zone = chances.one(ZONES.filter((other) => other !== person.zone));
      put(chances.whole(10, days - 10), { act: 'moves', person: person.name, zone });
    }
  }
  for (const country of COUNTRIES) {
    const index = chances.whole(10, days - 20);
    const day = shifted(firstDay, index + KNOWN_DAYS_BEFORE + chances.whole(0, 7));
    put(index, { act: 'sets_day', country, day, kind: chances.one(['off', 'work']) });
  }
  for (const { index, ...policy } of POLICIES) put(index, { act: 'sets_policy', ...policy });
  return acts;
}

function planAbsence(
  chances: Seeded,
  person: PlannedPerson,
  firstDay: Day,
  index: number,
  put: (index: number, act: PeopleAct) => void,
): void {
  const ahead = KNOWN_DAYS_BEFORE + chances.whole(0, 4);
  const from = shifted(firstDay, index + ahead);
  // Never so long that it meets the next.
  const to = shifted(from, chances.chance(0.1) ? chances.whole(14, 21) : chances.whole(0, 8));
  const absence = `${person.name} away from ${from}`;
  put(index, { act: 'goes_away', absence, person: person.name, from, to });
  const isCalledOff = chances.chance(0.2) && ahead > KNOWN_DAYS_BEFORE;
  if (isCalledOff) put(index + 1, { act: 'stays_after_all', absence, person: person.name });
}
