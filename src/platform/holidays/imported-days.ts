import ICAL from 'ical.js';

import type { Localised } from '../../kernel/text/index.js';
import type { LocalDate } from '../../kernel/time/index.js';
import type { PublicDay } from './public-days.js';

/** More than a company's calendar of ten years ever holds; a file beyond it is not one. */
const MOST_DAYS = 5_000;
/** Published calendars of China mark a make-up working day with 班 (“on duty”) in its summary. */
const WORKED = /班|make-?up (working )?day|working day/i;

/** Some rules of recurrence never fall on a day, and looking for one of them takes long: all of a file together, in ms. */
const LONGEST_SEARCH_MS = 2_000;

const REASONS = {
  beginning: { en: 'it does not begin with BEGIN:VCALENDAR', 'zh-CN': '文件开头不是 BEGIN:VCALENDAR' },
  days: { en: `more than ${MOST_DAYS} days`, 'zh-CN': `超过 ${MOST_DAYS} 天` },
  search: { en: 'what repeats in it takes too long to unfold', 'zh-CN': '其中的重复规则展开耗时过长' },
} as const satisfies Record<string, Localised>;

/** Why a calendar file cannot be read. */
export class UnreadableCalendar extends Error {
  constructor(readonly why: Localised) {
    super(why.en);
  }
}

/**
 * The days that an iCalendar file (RFC 5545) makes free, or worked where its summary says so. Only whole-day events that
 * touch `from` to `to` count; repeating ones are unfolded within it. An event may last several days; its end is not part
 * of it (RFC 5545, 3.6.1).
 *
 * @throws UnreadableCalendar when it is no calendar, or unfolds to more than 5,000 days
 */
export function importedDays(ics: string, from: LocalDate, to: LocalDate): PublicDay[] {
  if (!/^BEGIN:VCALENDAR\s/i.test(ics)) throw new UnreadableCalendar(REASONS.beginning);
  try {
    return daysBetween(eventsIn(ics), from, to);
  } catch (error) {
    if (error instanceof UnreadableCalendar) throw error;
    // The library says where it stumbled, in English alone.
    const told = error instanceof Error ? error.message : String(error);
    throw new UnreadableCalendar({ en: told, 'zh-CN': told });
  }
}

function daysBetween(events: readonly ICAL.Event[], from: LocalDate, to: LocalDate): PublicDay[] {
  const days = new Map<LocalDate, PublicDay>();
  const spend = budget();
  for (const event of events) {
    const name = event.summary || 'off';
    const kind = WORKED.test(name) ? 'work' : 'off';
    for (const start of startsOf(event, to, spend)) {
      for (const day of daysOf(event, start)) {
        if (day < from || day > to) continue;
        days.set(day, { day, kind, name });
        if (days.size > MOST_DAYS) throw new UnreadableCalendar(REASONS.days);
      }
    }
  }
  return [...days.values()].sort((a, b) => a.day.localeCompare(b.day));
}

/** What a whole file may cost: few words of iCalendar can ask for any number of days. */
function budget(): () => void {
  const until = performance.now() + LONGEST_SEARCH_MS;
  return () => {
    if (performance.now() > until) throw new UnreadableCalendar(REASONS.search);
  };
}

function eventsIn(ics: string): ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(ics) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
  return events.filter(
    (event) => event.startDate?.isDate && event.component.getFirstPropertyValue('status') !== 'CANCELLED',
  );
}

/** First days of an event up to `to`, each occurrence of a repeating one. */
function* startsOf(event: ICAL.Event, to: LocalDate, spend: () => void): Generator<LocalDate> {
  spend();
  if (!event.isRecurring()) return yield dateOf(event.startDate);
  const occurrences = event.iterator();
  let count = 0;
  for (let next = occurrences.next(); next && dateOf(next) <= to; next = occurrences.next()) {
    spend();
    yield dateOf(next);
    if ((count += 1) > MOST_DAYS) throw new UnreadableCalendar(REASONS.days);
  }
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
