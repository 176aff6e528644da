import type { FieldProblem } from '../../../kernel/errors/index.js';
import type { LocalDate } from '../../../kernel/time/index.js';

/** One arm as counted: how many saw it, and how many of them did what the metric counts. */
export interface ArmCount {
  readonly exposed: number;
  readonly converted: number;
}

export interface Counts {
  readonly control: ArmCount;
  readonly variant: ArmCount;
  /** The last day that the counts hold whole. */
  readonly countedOn: LocalDate;
}

/** Counts as a pilot keeps them; null before the first. */
export interface StoredCounts {
  readonly controlExposed: number | null;
  readonly controlConverted: number | null;
  readonly variantExposed: number | null;
  readonly variantConverted: number | null;
  readonly countedOn: LocalDate | null;
}

const MORE_THAN_EXPOSED = { en: 'must not exceed exposed', 'zh-CN': '不能大于曝光人数' };
const BEFORE_START = { en: 'must not lie before the first day, {startsOn}', 'zh-CN': '不能早于开始日期 {startsOn}' };
const IN_THE_FUTURE = { en: 'must not lie in the future', 'zh-CN': '不能晚于今天' };
const FELL = {
  en: 'fell from {before}: give a reason in "reason"',
  'zh-CN': '比原来的 {before} 减少:请在 reason 中说明原因',
};
const WENT_BACK = {
  en: 'lies before the last count of {before}: give a reason in "reason"',
  'zh-CN': '早于上次统计日期 {before}:请在 reason 中说明原因',
};

/** What is wrong with counts that were sent: between each other, and against the pilot's days. */
export function contradictionsInCounts(
  { control, variant, countedOn }: Counts,
  { startsOn, today }: { startsOn: LocalDate | null; today: LocalDate },
): FieldProblem[] {
  const problems: FieldProblem[] = Object.entries({ control, variant })
    .filter(([, { exposed, converted }]) => converted > exposed)
    .map(([arm]) => ({ field: `${arm}.converted`, code: 'more_than_exposed', message: MORE_THAN_EXPOSED }));
  if (startsOn !== null && countedOn < startsOn) {
    problems.push({ field: 'countedOn', code: 'before_start', message: BEFORE_START, params: { startsOn } });
  }
  if (countedOn > today) problems.push({ field: 'countedOn', code: 'in_the_future', message: IN_THE_FUTURE });
  return problems;
}

/** Counts only grow; what shrinks is a correction, and says why. */
export function unexplainedFalls(before: StoredCounts, after: StoredCounts, reason: string | null): FieldProblem[] {
  if (reason !== null) return [];
  const problems: FieldProblem[] = [];
  for (const [field, arm] of [
    ['control.exposed', 'controlExposed'],
    ['variant.exposed', 'variantExposed'],
  ] as const) {
    const was = before[arm];
    if (was !== null && (after[arm] ?? 0) < was) {
      problems.push({ field, code: 'fell', message: FELL, params: { before: was } });
    }
  }
  if (before.countedOn !== null && (after.countedOn ?? '') < before.countedOn) {
    problems.push({ field: 'countedOn', code: 'went_back', message: WENT_BACK, params: { before: before.countedOn } });
  }
  return problems;
}

export function storedCounts({ control, variant, countedOn }: Counts): StoredCounts {
  return {
    controlExposed: control.exposed,
    controlConverted: control.converted,
    variantExposed: variant.exposed,
    variantConverted: variant.converted,
    countedOn,
  };
}
