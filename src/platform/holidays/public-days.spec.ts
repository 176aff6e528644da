import { describe, expect, it } from '@jest/globals';

import {
  addWorkingDays,
  exceptionDays,
  MONDAY_TO_FRIDAY,
  type WorkingCalendar,
  workingCalendar,
  workingDaysBetween,
} from '../../kernel/time/index.js';
import { importedDays, UnreadableCalendar } from './imported-days.js';
import { holidayCountries, holidayRegions, publicDays } from './public-days.js';

function calendarOf(country: string, region: string | null, years: readonly number[]): WorkingCalendar {
  const days = years.flatMap((year) => publicDays(country, region, year).days);
  return workingCalendar(MONDAY_TO_FRIDAY, [exceptionDays(new Map(days.map(({ day, kind }) => [day, kind])))]);
}

const china = calendarOf('CN', null, [2024, 2025, 2026]);

/** Copied by hand from the notices of the General Office of the State Council for 2024, 2025 and 2026. */
const MAKE_UP_DAYS = [
  ...['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12'],
  ...['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
];

/** First and last day of each holiday, the same notices. */
const HOLIDAYS = [
  ['New Year 2024', '2024-01-01', '2024-01-01'],
  ['Spring Festival 2024', '2024-02-10', '2024-02-17'],
  ['Tomb-sweeping 2024', '2024-04-04', '2024-04-06'],
  ['Labour Day 2024', '2024-05-01', '2024-05-05'],
  ['Dragon Boat 2024', '2024-06-10', '2024-06-10'],
  ['Mid-autumn 2024', '2024-09-15', '2024-09-17'],
  ['National Day 2024', '2024-10-01', '2024-10-07'],
  ['New Year 2025', '2025-01-01', '2025-01-01'],
  ['Spring Festival 2025', '2025-01-28', '2025-02-04'],
  ['Tomb-sweeping 2025', '2025-04-04', '2025-04-06'],
  ['Labour Day 2025', '2025-05-01', '2025-05-05'],
  ['Dragon Boat 2025', '2025-05-31', '2025-06-02'],
  ['National Day and Mid-autumn 2025', '2025-10-01', '2025-10-08'],
  ['New Year 2026', '2026-01-01', '2026-01-03'],
  ['Spring Festival 2026', '2026-02-15', '2026-02-23'],
  ['Tomb-sweeping 2026', '2026-04-04', '2026-04-06'],
  ['Labour Day 2026', '2026-05-01', '2026-05-05'],
  ['Dragon Boat 2026', '2026-06-19', '2026-06-21'],
  ['Mid-autumn 2026', '2026-09-25', '2026-09-27'],
  ['National Day 2026', '2026-10-01', '2026-10-07'],
] as const;

describe('China’s working days', () => {
  it.each(MAKE_UP_DAYS)('%s is a weekend on which work is made up', (day) => {
    expect(china.isWorkday(day)).toBe(true);
    expect([0, 6]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
  });

  it('has no other weekend that is worked', () => {
    const worked = [2024, 2025, 2026].flatMap((year) => publicDays('CN', null, year).days);
    expect(worked.filter(({ kind }) => kind === 'work').map(({ day }) => day)).toEqual(MAKE_UP_DAYS);
  });

  it.each(HOLIDAYS)('%s is free from its first day to its last', (_, first, last) => {
    for (let day: string = first; day <= last; day = nextDay(day))
      expect([day, china.isWorkday(day)]).toEqual([day, false]);
  });

  it.each([
    // day, working days added, lands on
    ['2024-02-09', 1, '2024-02-18'],
    ['2024-02-08', 2, '2024-02-18'],
    ['2024-04-03', 1, '2024-04-07'],
    ['2024-04-30', 1, '2024-05-06'],
    ['2024-05-10', 1, '2024-05-11'],
    ['2024-09-13', 2, '2024-09-18'],
    ['2024-09-30', 1, '2024-10-08'],
    ['2024-10-11', 2, '2024-10-14'],
    ['2024-12-31', 1, '2025-01-02'],
    ['2025-01-24', 1, '2025-01-26'],
    ['2025-01-27', 1, '2025-02-05'],
    ['2025-02-07', 1, '2025-02-08'],
    ['2025-04-25', 1, '2025-04-27'],
    ['2025-04-30', 1, '2025-05-06'],
    ['2025-05-30', 1, '2025-06-03'],
    ['2025-09-26', 1, '2025-09-28'],
    ['2025-09-30', 1, '2025-10-09'],
    ['2025-10-10', 1, '2025-10-11'],
    ['2025-12-31', 1, '2026-01-04'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-02-27', 1, '2026-02-28'],
    ['2026-04-03', 1, '2026-04-07'],
    ['2026-04-30', 1, '2026-05-06'],
    ['2026-05-08', 1, '2026-05-09'],
    ['2026-06-18', 1, '2026-06-22'],
    ['2026-09-18', 1, '2026-09-20'],
    ['2026-09-24', 1, '2026-09-28'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-02-24', -1, '2026-02-14'],
    ['2026-01-04', -1, '2025-12-31'],
    ['2025-01-02', -1, '2024-12-31'],
    ['2026-10-08', -3, '2026-09-28'],
  ] as const)('%s and %p working days is %s', (day, count, expected) => {
    expect(addWorkingDays(china, day, count)).toBe(expected);
  });

  it.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%p has %p working days', (year, expected) => {
    expect(workingDaysBetween(china, `${year - 1}-12-31`, `${year}-12-31`)).toBe(expected);
  });

  it('says that a year was not decreed yet', () => {
    expect(publicDays('CN', null, 2026).known).toBe(true);
    expect(publicDays('CN', null, 2031)).toMatchObject({ known: false, days: [] });
  });
});

describe('other countries', () => {
  it.each([
    ['DE', null, '2026-10-03', false],
    ['DE', null, '2026-01-06', true],
    ['DE', 'BY', '2026-01-06', false],
    ['DE', null, '2026-04-03', false],
    ['DE', null, '2026-12-24', true],
    ['US', null, '2026-07-03', false],
    ['US', null, '2026-11-26', false],
    ['US', null, '2026-11-27', true],
    ['GB', 'ENG', '2026-12-28', false],
    ['JP', null, '2026-05-06', false],
    ['FR', null, '2026-07-14', false],
    ['FR', null, '2026-07-15', true],
  ] as const)('%s %s: %s is a working day: %p', (country, region, day, expected) => {
    expect(calendarOf(country, region, [2026]).isWorkday(day)).toBe(expected);
  });

  it('lists countries and regions to choose from', () => {
    expect(holidayCountries().get('CN')).toBeDefined();
    expect(holidayRegions('DE').get('BY')).toBe('Bayern');
    expect(holidayRegions('CN').size).toBe(0);
  });
});

describe('an imported iCalendar file', () => {
  const file = (...events: string[]): string =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      ...events.flatMap((event) => ['BEGIN:VEVENT', ...event.split('|'), 'END:VEVENT']),
      'END:VCALENDAR',
    ].join('\r\n');

  it('gives days off, several in a row, and those that a summary calls worked', () => {
    const ics = file(
      'UID:1|DTSTART;VALUE=DATE:20261224|DTEND;VALUE=DATE:20261227|SUMMARY:Works holiday',
      'UID:2|DTSTART;VALUE=DATE:20261010|SUMMARY:国庆节(班)',
      'UID:3|DTSTART:20261111T090000Z|DTEND:20261111T100000Z|SUMMARY:a meeting is no day off',
      'UID:4|DTSTART;VALUE=DATE:20261112|STATUS:CANCELLED|SUMMARY:called off',
    );
    expect(importedDays(ics, '2026-01-01', '2026-12-31')).toEqual([
      { day: '2026-10-10', kind: 'work', name: '国庆节(班)' },
      ...['2026-12-24', '2026-12-25', '2026-12-26'].map((day) => ({ day, kind: 'off', name: 'Works holiday' })),
    ]);
  });

  it('unfolds what repeats, without end too, within the asked years alone', () => {
    const ics = file('UID:1|DTSTART;VALUE=DATE:20200312|RRULE:FREQ=YEARLY|SUMMARY:Founding day');
    expect(importedDays(ics, '2024-01-01', '2025-12-31').map(({ day }) => day)).toEqual(['2024-03-12', '2025-03-12']);
  });

  it.each(['', 'hello', 'BEGIN:VCALENDAR', '{"a":1}', 'BEGIN:VCARD\r\nEND:VCARD'])('refuses %p', (ics) => {
    expect(() => importedDays(ics, '2026-01-01', '2026-12-31')).toThrow(UnreadableCalendar);
  });
});

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
