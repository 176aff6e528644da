import { dayThere, weekdayOf, type Works } from './naive-days.js';
import { PUBLIC_DAYS } from './public-days.js';
import type { Country, Day, Instant, PeopleAct, PlannedPerson, PlannedUnit, Zone } from './script.js';

interface Absence {
  readonly from: Day;
  readonly to: Day;
}

interface ModelPerson extends Omit<PlannedPerson, 'zone'> {
  zone: Zone;
  readonly absences: Map<string, Absence>;
}

type DaysAct = Exclude<PeopleAct, { readonly act: 'sets_policy' }>;

/** Where everybody is, when he works and whom he reports to: docs/working-calendars.md and docs/permissions.md. */
export class ModelPeople {
  private readonly people = new Map<string, ModelPerson>();
  private readonly ownDays = new Map<string, 'off' | 'work'>();

  constructor(
    people: readonly PlannedPerson[],
    private readonly units: readonly PlannedUnit[],
  ) {
    for (const person of people) this.people.set(person.name, { ...person, absences: new Map() });
  }

  apply(act: DaysAct): void {
    switch (act.act) {
      case 'goes_away':
        this.one(act.person).absences.set(act.absence, { from: act.from, to: act.to });
        break;
      case 'stays_after_all':
        this.one(act.person).absences.delete(act.absence);
        break;
      case 'moves':
        this.one(act.person).zone = act.zone;
        break;
      case 'sets_day':
        this.ownDays.set(`${act.country} ${act.day}`, act.kind);
    }
  }

  today(name: string, at: Instant): Day {
    return dayThere(at, this.one(name).zone);
  }

  isAway(name: string, day: Day): boolean {
    return [...this.one(name).absences.values()].some(({ from, to }) => from <= day && day <= to);
  }

  /** The strongest word on a day comes first: absence, the calendar’s own day, the country’s, the week. */
  works(name: string): Works {
    const { country, weekdays } = this.one(name);
    return (day) => {
      if (this.isAway(name, day)) return false;
      const own = this.ownDays.get(`${country} ${day}`);
      if (own) return own === 'work';
      return worksByLaw(country, day) ?? (weekdays ?? [1, 2, 3, 4, 5]).includes(weekdayOf(day));
    };
  }

  zoneOf(name: string): Zone {
    return this.one(name).zone;
  }

  /** The head of his unit, or of the next above that has one and is not himself. */
  superiorOf(name: string): string | null {
    let unit = this.units.find((each) => each.name === this.one(name).unit);
    while (unit && (unit.head === null || unit.head === name)) {
      const above: string | null = unit.parent;
      unit = this.units.find((each) => each.name === above);
    }
    return unit?.head ?? null;
  }

  private one(name: string): ModelPerson {
    const person = this.people.get(name);
    if (!person) throw new Error(`nobody is called ${name}`);
    return person;
  }
}

function worksByLaw(country: Country, day: Day): boolean | undefined {
  const { off, work } = PUBLIC_DAYS[country];
  if (off.has(day)) return false;
  return work.has(day) ? true : undefined;
}
