import { createRequire } from 'node:module';

import Holidays from 'date-holidays';

import type { DayKind, LocalDate } from '../../kernel/time/index.js';

/** A day that the state made free, or made a working day in exchange for another (China's 调休). */
export interface PublicDay {
  readonly day: LocalDate;
  readonly kind: DayKind;
  /** As the country calls it; for China in Chinese. */
  readonly name: string;
}

/** The public days of one country and year. */
export interface PublicYear {
  /** Whether the source knows the year. China decrees each year in the November before: until then it is not known. */
  readonly known: boolean;
  readonly days: readonly PublicDay[];
  readonly byDay: ReadonlyMap<LocalDate, PublicDay>;
}

/** `2026-10-10` to `National Day,国庆节,3`. */
type DecreedDays = Readonly<Record<LocalDate, string>>;
interface ChineseDays {
  readonly holidays: DecreedDays;
  readonly workdays: DecreedDays;
}

const require = createRequire(import.meta.url);
const china = require('chinese-days/dist/chinese-days.json') as ChineseDays;
const CHINESE_YEARS = new Set(Object.keys(china.holidays).map((day) => day.slice(0, 4)));
const CHINA = 'CN';

const years = new Map<string, PublicYear>();

/** ISO 3166-1 codes of the countries whose public days are known, with their names in English or their own language. */
export function holidayCountries(): ReadonlyMap<string, string> {
  return new Map(Object.entries(new Holidays().getCountries('en')));
}

/** ISO 3166-2 codes of the country's states that have days of their own; empty when there are none. */
export function holidayRegions(country: string): ReadonlyMap<string, string> {
  return new Map(Object.entries(country === CHINA ? {} : (new Holidays().getStates(country, 'en') ?? {})));
}

/**
 * The public days of a year, in order. China's come from the decrees of the State Council (`chinese-days`), with their
 * make-up working days; all others from the rules that `date-holidays` keeps.
 *
 * @param country ISO 3166-1 alpha-2
 * @param region  ISO 3166-2 without the country, where states differ: `BY`
 */
export function publicDays(country: string, region: string | null, year: number): PublicYear {
  const key = `${country}-${region ?? ''}-${year}`;
  let found = years.get(key);
  if (!found) {
    found = country === CHINA ? chineseYear(year) : ruledYear(country, region, year);
    years.set(key, found);
  }
  return found;
}

function chineseYear(year: number): PublicYear {
  const within = (days: DecreedDays, kind: DayKind): PublicDay[] =>
    Object.entries(days)
      .filter(([day]) => day.startsWith(`${year}-`))
      .map(([day, told]) => ({ day, kind, name: told.split(',')[1] ?? told }));
  const days = [...within(china.holidays, 'off'), ...within(china.workdays, 'work')];
  return inOrder(CHINESE_YEARS.has(String(year)), days);
}

function ruledYear(country: string, region: string | null, year: number): PublicYear {
  const holidays = region === null ? new Holidays(country) : new Holidays(country, region);
  const days = holidays
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, start, end, name }) => daysFrom(date.slice(0, 10), end.getTime() - start.getTime(), name));
  return inOrder(true, days);
}

function inOrder(known: boolean, days: readonly PublicDay[]): PublicYear {
  const byDay = new Map([...days].sort((a, b) => a.day.localeCompare(b.day)).map((day) => [day.day, day]));
  return { known, days: [...byDay.values()], byDay };
}

/** Most last a day. One that begins in the evening before (in Israel, say) is free on the day it is named for, and on. */
function daysFrom(first: LocalDate, lastsMs: number, name: string): PublicDay[] {
  const count = Math.max(1, Math.round(lastsMs / 86_400_000));
  return Array.from({ length: count }, (_, n) => {
    const day = new Date(Date.parse(`${first}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
    return { day, kind: 'off' as const, name };
  });
}

let countriesByZone: ReadonlyMap<string, string> | undefined;

/** The country in which that IANA zone is used, where there is one: `Asia/Shanghai` to `CN`. */
export function countryOfZone(timeZone: string): string | null {
  countriesByZone ??= new Map(
    [...holidayCountries().keys()].flatMap((country) =>
      (new Holidays(country).getTimezones() ?? []).map((zone) => [zone, country] as const),
    ),
  );
  return countriesByZone.get(timeZone) ?? null;
}
