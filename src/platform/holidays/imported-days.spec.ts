import { describe, expect, it } from '@jest/globals';

import { importedDays, UnreadableCalendar } from './imported-days.js';

const calendarOf = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
const eventOf = (...lines: string[]) =>
  ['BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20260101', 'SUMMARY:x', ...lines, 'END:VEVENT'].join('\r\n');
const read = (ics: string) => importedDays(ics, '2026-01-01', '2026-12-31');

describe('a file that is no calendar, or one made to be endless', () => {
  it.each([
    ['a page', '<!doctype html><html></html>', 'it does not begin with BEGIN:VCALENDAR'],
    ['nothing', '', 'it does not begin with BEGIN:VCALENDAR'],
    ['binary data', 'PK\u0003\u0004BEGIN:VCALENDAR', 'it does not begin with BEGIN:VCALENDAR'],
    ['a calendar that is cut off', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n', ''],
    ['a rule that is none', calendarOf(eventOf('RRULE:FREQ=WEEKLY;BYDAY=XX')), 'BYDAY'],
    ['a day that repeats every second', calendarOf(eventOf('RRULE:FREQ=SECONDLY')), ''],
    ['a day that repeats since antiquity', calendarOf('BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:19500101\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT'), 'more than 5000 days'],
  ])('is refused with a reason: %s', (_, ics, why) => {
    expect(() => read(ics)).toThrow(UnreadableCalendar);
    expect(() => read(ics)).toThrow(why);
  }); // prettier-ignore

  it('is given up after two seconds when a thousand events in it repeat every day', () => {
    const daily = 'BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20140101\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT';
    const started = performance.now();
    expect(() => read(calendarOf(...Array.from({ length: 1_000 }, () => daily)))).toThrow('too long to unfold');
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
