import ICAL from 'ical.js';

import type { LocalDate } from '../../kernel/time/index.js';
import type { PublicDay } from './public-days.js';

/** More than a company's calendar of ten years ever holds; a file beyond it is not one. */
const MOST_DAYS = 5_000;
/** Published calendars of China mark a make-up working day with 班 (“on duty”) in its summary. */
const WORKED = /班|make-?up (working )?day|working day/i;

/** Why a calendar file cannot be read; `line` counts from 1 where it is known. */
export class UnreadableCalendar extends Error {}

/**
 * The days that an iCalendar file (RFC 5545) makes free, or worked where its summary says so. Only whole-day events that
 * touch `from` to `to` count; repeating ones are unfolded within it. An event may last several days; its end is not part
 * of it (RFC 5545, 3.6.1).
 *
 * @throws UnreadableCalendar when it is no calendar, or unfolds to more than 5,000 days
 */
export function importedDays(ics: string, from: LocalDate, to: LocalDate): PublicDay[] {
  const days = new Map<LocalDate, PublicDay>();
  for (const event of eventsIn(ics)) {
    for (const start of startsOf(event, to)) {
      for (const day of daysOf(event, start)) {
        if (day < from || day > to) continue;
        const name = event.summary || 'off';
        const kind = WORKED.test(name) ? 'work' : 'off';
        days.set(day, { day, kind, name });
        if (days.size > MOST_DAYS) throw new UnreadableCalendar(`more than ${MOST_DAYS} days`);
      }
    }
  }
  return [...days.values()].sort((a, b) => a.day.localeCompare(b.day));
}

function eventsIn(ics: string): ICAL.Event[] {
  let calendar: ICAL.Component;
  try {
    calendar = new ICAL.Component(ICAL.parse(ics) as unknown[]);
  } catch (error) {
    throw new UnreadableCalendar(error instanceof Error ? error.message : String(error));
  }
  if (calendar.name !== 'vcalendar') throw new UnreadableCalendar('no VCALENDAR');
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
  return events.filter(
    (event) => event.startDate?.isDate && event.component.getFirstPropertyValue('status') !== 'CANCELLED',
  );
}

/** First days of an event up to `to`, each occurrence of a repeating one. */
function startsOf(event: ICAL.Event, to: LocalDate): LocalDate[] {
  if (!event.isRecurring()) return [dateOf(event.startDate)];
  const starts: LocalDate[] = [];
  const occurrences = event.iterator();
  for (let next = occurrences.next(); next && dateOf(next) <= to; next = occurrences.next()) {
    starts.push(dateOf(next));
    if (starts.length > MOST_DAYS) throw new UnreadableCalendar(`more than ${MOST_DAYS} days`);
  }
  return starts;
}

function daysOf(event: ICAL.Event, start: LocalDate): LocalDate[] {
  const lasts = Math.max(1, Math.round(event.duration.toSeconds() / 86_400));
  const count = Math.min(lasts, MOST_DAYS);
  const first = Date.parse(`${start}T00:00:00Z`);
  return Array.from({ length: count }, (_, n) => new Date(first + n * 86_400_000).toISOString().slice(0, 10));
}

function dateOf(time: ICAL.Time): LocalDate {
  return time.toString().slice(0, 10);
}
