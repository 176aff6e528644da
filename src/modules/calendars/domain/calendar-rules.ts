import type { FieldProblem } from '../../../kernel/errors/index.js';
import { daysBetween, type LocalDate } from '../../../kernel/time/index.js';

/** Nobody is asked to look through more than a year and a bit at once, and nobody is away for longer in one go. */
export const LONGEST_SPAN_DAYS = 400;

const UNKNOWN_COUNTRY = {
  en: 'is not a country whose public days are known',
  'zh-CN': '没有该国家/地区的公共假期数据',
};
const UNKNOWN_REGION = {
  en: 'is not a region of {country} with days of its own',
  'zh-CN': '不是 {country} 的已知地区',
};
const ENDS_BEFORE = { en: 'lies before the first day', 'zh-CN': '早于开始日期' };
const TOO_LONG = { en: 'is more than {most} days after the first', 'zh-CN': '与开始日期相差超过 {most} 天' };

/** What is wrong with a country and region. */
export function problemsOfPlace(
  country: string | null | undefined,
  region: string | null | undefined,
  known: {
    readonly countries: ReadonlyMap<string, string>;
    readonly regionsOf: (country: string) => ReadonlyMap<string, string>;
  },
): FieldProblem[] {
  if (country == null) {
    return region == null
      ? []
      : [{ field: 'region', code: 'unknown_region', message: UNKNOWN_REGION, params: { country: '-' } }];
  }
  if (!known.countries.has(country)) return [{ field: 'country', code: 'unknown_country', message: UNKNOWN_COUNTRY }];
  if (region == null || known.regionsOf(country).has(region)) return [];
  return [{ field: 'region', code: 'unknown_region', message: UNKNOWN_REGION, params: { country } }];
}

/** What is wrong with a span of days, `toOn` its last. */
export function problemsOfSpan(fromOn: LocalDate, toOn: LocalDate, field: string): FieldProblem[] {
  if (toOn < fromOn) return [{ field, code: 'ends_before_start', message: ENDS_BEFORE }];
  if (daysBetween(fromOn, toOn) < LONGEST_SPAN_DAYS) return [];
  return [{ field, code: 'too_long', message: TOO_LONG, params: { most: LONGEST_SPAN_DAYS } }];
}
