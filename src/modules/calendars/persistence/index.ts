import { Absence } from './absence.entity.js';
import { CalendarDay } from './calendar-day.entity.js';
import { UnitCalendar } from './unit-calendar.entity.js';
import { CalendarRecord } from './working-calendar.entity.js';
import { WorkingTime } from './working-time.entity.js';

export const CALENDAR_ENTITIES = [CalendarRecord, CalendarDay, WorkingTime, UnitCalendar, Absence];
