import type { DayKind, Weekday } from '../../../kernel/time/index.js';
import { Day, Flag, Id, OneOf, Pattern, Text, TimeZone, Wholes } from '../../../platform/http/index.js';

const COUNTRY = /^[A-Z]{2}$/;
const REGION = /^[A-Z0-9-]{1,10}$/;
const WEEK = { min: 1, max: 7, most: 7 };

export class CreateCalendarBody {
  @Text({ max: 100 })
  name!: string;

  @Pattern(COUNTRY, 'CN', { optional: true, description: 'ISO 3166-1: whose public days are off.' })
  country?: string | null;

  @Pattern(REGION, 'BY', { optional: true, description: 'ISO 3166-2 without the country, where states differ.' })
  region?: string | null;

  @Wholes({ ...WEEK, optional: true, description: 'Days worked; 1 is Monday. Monday to Friday when left out.' })
  weekdays?: Weekday[] | null;

  @Flag({ optional: true, description: 'Whether it is that of everybody who has no other.' })
  isDefault?: boolean | null;
}

/** Whatever is left out stays; null takes country or region away. */
export class EditCalendarBody {
  @Text({ max: 100, optional: true })
  name?: string;

  @Pattern(COUNTRY, 'CN', { optional: true })
  country?: string | null;

  @Pattern(REGION, 'BY', { optional: true })
  region?: string | null;

  @Wholes({ ...WEEK, optional: true })
  weekdays?: Weekday[] | null;

  @Flag({ optional: true })
  isDefault?: boolean | null;
}

export class SetCalendarDayBody {
  @OneOf(['off', 'work', 'usual'], { description: 'usual: what week and country make of it.' })
  kind!: DayKind | 'usual';

  @Text({ min: 0, max: 100, optional: true })
  name?: string | null;
}

/** Months of days off are some kilobytes; a file beyond this is no calendar of a company. */
const MOST_CHARACTERS = 500_000;

export class ImportDaysBody {
  @Text({
    max: MOST_CHARACTERS,
    description: 'An iCalendar file (RFC 5545). Whole-day events are off; 班 in the summary: worked.',
  })
  ics!: string;

  @Day({ description: 'First day that is taken over.' })
  from!: string;

  @Day({ description: 'Last day that is taken over.' })
  to!: string;
}

/** Whatever is left out stays; null follows the workspace again. */
export class SetWorkingTimeBody {
  @Id({ optional: true, description: 'The working calendar the person follows.' })
  calendarId?: string | null;

  @TimeZone({ optional: true, description: 'Where the person’s days begin.' })
  timeZone?: string | null;

  @Wholes({ ...WEEK, optional: true, description: 'Of a part-time week; 1 is Monday.' })
  weekdays?: Weekday[] | null;
}

export class SetUnitCalendarBody {
  @Id({ optional: true, description: 'Null or left out: that of the department above, or everybody’s.' })
  calendarId?: string | null;
}

export class RecordAbsenceBody {
  @Id({ optional: true, description: 'Yourself when left out; leads may say whose it is.' })
  userId?: string | null;

  @Day({ description: 'First day away.' })
  fromOn!: string;

  @Day({ description: 'Last day away.' })
  toOn!: string;

  @Text({ min: 0, max: 200, optional: true })
  note?: string | null;
}
