import type { FieldProblem } from '../../../kernel/errors/index.js';
import { addDays, type LocalDate } from '../../../kernel/time/index.js';
import type { GraceUnit } from './escalation-words.js';

/** Until when somebody takes it on himself: a day, or an instant, as the ladder counts. */
export interface PromisedUntil {
  readonly untilOn: LocalDate | null;
  readonly untilAt: Date | null;
}

/** Whoever needs longer puts the date off, with a reason and counted as a slip. */
const MOST_DAYS = 90;
const MOST_EMERGENCY_MS = 7 * 86_400_000;

const SAY_THE_DAY = {
  en: 'say until which day (this severity counts in working days)',
  'zh-CN': '请填写承诺日期(该级别按工作日计算)',
};
const SAY_THE_INSTANT = {
  en: 'say until which instant (a P0 counts in minutes)',
  'zh-CN': '请填写承诺时刻(P0 按分钟计算)',
};
const NOT_HERE = { en: 'does not belong to this severity', 'zh-CN': '不适用于该级别' };
const IS_PAST = { en: 'must not lie in the past', 'zh-CN': '不得早于当前时间' };
const TOO_FAR_DAY = { en: `at most ${MOST_DAYS} days ahead`, 'zh-CN': `最多提前 ${MOST_DAYS} 天` };
const TOO_FAR_INSTANT = { en: 'at most 7 days ahead', 'zh-CN': '最多提前 7 天' };

/**
 * What is wrong with a promise.
 *
 * @param today of who owes the work
 */
export function problemsInPromise(
  unit: GraceUnit,
  { untilOn, untilAt }: PromisedUntil,
  today: LocalDate,
  now: Date,
): FieldProblem[] {
  const day = (code: string, message: FieldProblem['message']) => [{ field: 'untilOn', code, message }];
  const instant = (code: string, message: FieldProblem['message']) => [{ field: 'untilAt', code, message }];
  if (unit === 'working_days') {
    const misplaced = untilAt === null ? [] : instant('not_for_severity', NOT_HERE);
    if (untilOn === null) return [...day('until_needed', SAY_THE_DAY), ...misplaced];
    if (untilOn < today) return [...day('is_past', IS_PAST), ...misplaced];
    return untilOn > addDays(today, MOST_DAYS) ? [...day('too_far', TOO_FAR_DAY), ...misplaced] : misplaced;
  }
  const misplaced = untilOn === null ? [] : day('not_for_severity', NOT_HERE);
  if (untilAt === null) return [...instant('until_needed', SAY_THE_INSTANT), ...misplaced];
  if (untilAt <= now) return [...instant('is_past', IS_PAST), ...misplaced];
  const isFar = untilAt.getTime() > now.getTime() + MOST_EMERGENCY_MS;
  return isFar ? [...instant('too_far', TOO_FAR_INSTANT), ...misplaced] : misplaced;
}
