import type { UnitCalendar } from '../persistence/unit-calendar.entity.js';
import type { Absence } from '../persistence/absence.entity.js';
import type { WorkingTime } from '../persistence/working-time.entity.js';
import type { CalendarShown } from '../queries/calendars.query.js';

export class CalendarView {
  id!: string;
  name!: string;
  /** ISO 3166-1. */
  country!: string | null;
  region!: string | null;
  /** Days worked; 1 is Monday. */
  weekdays!: number[];
  isDefault!: boolean;
  /** Years, of this and the next, whose public days are not decreed yet: until then they count as the week says. */
  unknownYears!: number[];
  version!: number;

  static of({ calendar, unknownYears }: CalendarShown): CalendarView {
    const { id, name, country, region, weekdays, isDefault, version } = calendar;
    return { id, name, country, region, weekdays, isDefault, unknownYears: [...unknownYears], version };
  }
}

export class CalendarDayView {
  day!: string;
  /** 1 is Monday. */
  weekday!: number;
  isWorkday!: boolean;
  /** Whose word it is: the working week’s, a public day’s, or this calendar’s own. */
  because!: 'week' | 'public' | 'own';
  name!: string | null;
}

export class DaysImportedView {
  /** Days in the file between the two asked for. */
  days!: number;
  off!: number;
  work!: number;
}

export class WorkingTimeView {
  userId!: string;
  /** Null follows the workspace, in each of the three. */
  calendarId!: string | null;
  timeZone!: string | null;
  weekdays!: number[] | null;
  version!: number;

  static of({ userId, calendarId, timeZone, weekdays, version }: WorkingTime): WorkingTimeView {
    return { userId, calendarId, timeZone, weekdays, version };
  }
}

export class AbsenceView {
  id!: string;
  userId!: string;
  fromOn!: string;
  /** The last day away. */
  toOn!: string;
  note!: string;
  /** When it was called off. */
  cancelledAt!: string | null;

  static of({ id, userId, fromOn, toOn, note, cancelledAt }: Absence): AbsenceView {
    return { id, userId, fromOn, toOn, note, cancelledAt: cancelledAt?.toISOString() ?? null };
  }
}

export class HolidayCountryView {
  /** ISO 3166-1. */
  code!: string;
  name!: string;
  /** ISO 3166-2 without the country: states that have days of their own. */
  regions!: string[];
}

export class UnitCalendarView {
  unitId!: string;
  /** Null: that of the department above, or everybody's. */
  calendarId!: string | null;
  /** 0 as long as nobody has said anything. */
  version!: number;

  static of({ unitId, calendarId, version }: UnitCalendar): UnitCalendarView {
    return { unitId, calendarId, version };
  }
}
