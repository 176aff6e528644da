import type { FieldProblem } from '../../../kernel/errors/index.js';
import { type Period, startOfPeriod } from '../../../kernel/time/index.js';
import { pointTime } from './point-time.js';

/** A row of an upload as it came, and how its sender finds it again: `line 7` or `points.6`. */
export interface UploadedRow {
  readonly place: string;
  readonly at: unknown;
  readonly value: unknown;
}

export interface ReadPoint {
  readonly start: Date;
  readonly value: number;
}

/** Beyond it doubles no longer count in ones. */
const LARGEST = 1e15;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

const BAD_TIME = {
  en: '"{at}" is no time that exists (2011-07-01 00:00:01, or with an offset)',
  'zh-CN': '“{at}”不是真实存在的时间(例如 2011-07-01 00:00:01,或带时区偏移)',
};
const IN_THE_FUTURE = { en: '{at} lies in the future', 'zh-CN': '{at} 是未来的时间' };
const NOT_A_NUMBER = {
  en: '"{value}" is not a finite number of at most 10¹⁵',
  'zh-CN': '“{value}”不是绝对值不超过 10¹⁵ 的有限数值',
};
const CONTRADICTION = {
  en: '{at} has the value {value} here and {other} at {place}, for one and the same period',
  'zh-CN': '同一周期的值不一致:{at} 此处为 {value},而 {place} 为 {other}',
};

/**
 * The points that rows mean, one a period, in order of time, or everything that is wrong with them. The same value said
 * twice for a period is one point.
 */
export function readPoints(
  rows: readonly UploadedRow[],
  { period, zone, now }: { readonly period: Period; readonly zone: string; readonly now: Date },
): { points: ReadPoint[]; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const read = new Map<number, { value: number; place: string }>();
  for (const { place, at, value: said } of rows) {
    const time = typeof at === 'string' ? pointTime(at.trim(), zone) : undefined;
    const value = numberIn(said);
    if (time === undefined) problems.push(problem(place, 'bad_time', BAD_TIME, { at: quoted(at) }));
    else if (time > now) problems.push(problem(place, 'in_the_future', IN_THE_FUTURE, { at: quoted(at) }));
    if (value === undefined) problems.push(problem(place, 'not_a_number', NOT_A_NUMBER, { value: quoted(said) }));
    if (time === undefined || time > now || value === undefined) continue;
    const start = startOfPeriod(time, period, zone).getTime();
    const other = read.get(start);
    if (other === undefined) read.set(start, { value, place });
    else if (other.value !== value) {
      const params = { at: quoted(at), value, other: other.value, place: other.place };
      problems.push(problem(place, 'contradiction', CONTRADICTION, params));
    }
  }
  const points = [...read].map(([start, { value }]) => ({ start: new Date(start), value }));
  return { points: points.sort((a, b) => a.start.getTime() - b.start.getTime()), problems };
}

function numberIn(said: unknown): number | undefined {
  const value = typeof said === 'string' && DECIMAL.test(said.trim()) ? Number(said) : said;
  if (typeof value !== 'number' || !(Math.abs(value) <= LARGEST)) return undefined;
  // PostgreSQL tells -0 from 0 in text but not in comparison; so do not let it in.
  return value === 0 ? 0 : value;
}

function problem(field: string, code: string, message: FieldProblem['message'], params: FieldProblem['params']) {
  return { field, code, message, params };
}

/** What was sent, short enough to be shown. */
function quoted(said: unknown): string {
  return (typeof said === 'string' ? said : (JSON.stringify(said) ?? '')).slice(0, 40);
}
