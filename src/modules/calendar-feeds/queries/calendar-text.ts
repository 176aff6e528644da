import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';

import { localise, type Locale } from '../../../kernel/text/index.js';
import type { WorkRow } from '../../worklist/index.js';

const NAME = { en: 'My work (Shewhart)', 'zh-CN': '我的工作(Shewhart)' };
/** Seconds after which a program should ask again. */
const ASK_AGAIN = 3_600;

/**
 * The rows that have a day, as all-day events on it: a due date is a local date, the same wherever the calendar is read.
 * Nothing in the text depends on when it is made, so an unchanged list is an unchanged text.
 */
export function calendarOf(rows: readonly WorkRow[], locale: Locale): string {
  const calendar = ical({
    name: localise(NAME, locale),
    prodId: { company: 'Shewhart', product: 'calendar feed', language: locale === 'en' ? 'EN' : 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: ASK_AGAIN,
  });
  for (const row of [...rows].sort(byId)) {
    if (row.dueOn === null) continue;
    calendar.createEvent({
      id: `${row.kind}-${row.id}@shewhart`,
      sequence: row.version ?? 0,
      stamp: row.since,
      start: new Date(`${row.dueOn}T00:00:00Z`),
      allDay: true,
      summary: row.itemKey === null ? row.title : `${row.title} (${row.itemKey})`,
      description: `${localise(row.why.message, locale, row.why.params)}\n${row.workspace}`,
      // It takes no time of its own: nobody is busy all day because something is due.
      transparency: ICalEventTransparency.TRANSPARENT,
      categories: [{ name: row.kind }],
    });
  }
  return calendar.toString();
}

function byId(one: WorkRow, other: WorkRow): number {
  return one.id < other.id ? -1 : Number(one.id > other.id);
}
