import type { Localised } from '../../../kernel/text/index.js';
import { LOCALES, localise } from '../../../kernel/text/index.js';
import type { Period } from '../../../kernel/time/index.js';
import { persistenceBesideShifts, removeSeason } from '../../../statistics/index.js';
import type { SeasonFactors } from './calibration.js';
import { seasonPlace } from './season-place.js';
import type { Calibration, HistoryCheck } from './series.js';

/** What a history shows, and the factors of its season by which a chart takes it out; null without one. */
export interface HistoryRead {
  readonly check: HistoryCheck;
  readonly factors: SeasonFactors | null;
}

/** Fewer values say nothing of how neighbours hang together. */
const FEWEST = 4;

/** Places of the seasons that periods may follow, each beside those before it: hours of the day, then of the week. */
const SEASONS: Readonly<Record<Period, readonly number[]>> = { hour: [24, 168], day: [7], week: [], month: [12] };

/**
 * @param values one per period in order, gaps as null
 * @param locals what the clocks show when each begins, in milliseconds, written as if it were UTC
 */
export function readHistory(
  values: readonly (number | null)[],
  locals: readonly number[],
  period: Period,
): HistoryRead {
  const periods = values.filter((value) => value !== null).length;
  if (periods < FEWEST) return { check: { season: null, persistence: 0 }, factors: null };
  let rest: readonly (number | null)[] = values;
  let told: HistoryCheck['season'] = null;
  const added = values.map(() => 0);
  for (const length of SEASONS[period]) {
    const { found, strength, adjusted, seasonal } = removeSeason(rest, length);
    if (found === true) {
      rest = adjusted;
      for (const [i, factor] of seasonal.entries()) added[i] = (added[i] ?? 0) + factor;
      const left: number = told?.found === true ? 1 - told.strength : 1;
      told = { found, period: length, strength: 1 - left * (1 - strength) };
    } else told ??= { found, period: length, strength };
  }
  const factors = told?.found === true ? { seasonal: byPlace(added, locals, told.period), periods } : null;
  const persistence = persistenceBesideShifts(rest.filter((value) => value !== null));
  return { check: { season: told, persistence }, factors };
}

function byPlace(added: readonly number[], locals: readonly number[], length: number): number[] {
  const seasonal = new Array<number>(length).fill(0);
  for (const [i, local] of locals.entries()) seasonal[seasonPlace(local, length)] = added[i] ?? 0;
  return seasonal;
}

const WARNINGS = {
  season_removed: {
    en: 'The metric has a season of {period} periods ({percent} % of its movement). What each place of it adds was reckoned from the periods before and is taken out of every value before the chart judges it; a new baseline reckons it anew.',
    'zh-CN':
      '该指标存在周期长度为 {period} 的季节性(占波动的 {percent} %)。季节因子由此前的数据算出,控制图判断前先从每个数值中剔除;重设基线时重新计算。',
  },
  season: {
    en: 'The metric has a season of {period} periods ({percent} % of its movement). The chart keeps it, as its rule says: its limits are wide, and the season alone may open items. For hours, unusual_for_hour learns it; for days, compare with the same day last week (clear_decline), or judge by week.',
    'zh-CN':
      '该指标存在周期长度为 {period} 的季节性(占波动的 {percent} %)。规则设定为保留季节性:控制限偏宽,且季节性本身可能触发。小时数据建议使用 unusual_for_hour,日数据建议与上周同日比较(clear_decline)或按周判断。',
  },
  season_unknown: {
    en: 'The history is too short to know whether the metric has a season: three whole ones ({period} periods each) are needed.',
    'zh-CN': '历史数据不足,无法判断是否存在季节性:需要三个完整季节(每个 {period} 个周期)。',
  },
  spread: {
    en: 'Periods differ {times} times as much as chance alone would make them differ, so the limits are as much wider (Laney).',
    'zh-CN': '各周期之间的差异是纯随机波动的 {times} 倍,控制限已相应放宽(Laney)。',
  },
  persistent: {
    en: 'Neighbouring periods take after each other (autocorrelation {value}, above 0.3). The chart assumes that they do not, so it will open more items than the back-test says of healthy years; a longer period helps.',
    'zh-CN':
      '相邻周期相互关联(自相关 {value},超过 0.3),而控制图假定其相互独立,因此实际触发会多于回测给出的正常年份次数;建议改用更长的周期。',
  },
} as const satisfies Record<string, Localised>;

/** What whoever makes or tries a chart should know first: in both languages, each on a line of its own. */
export function warningsOf(limits: Partial<Calibration>): string[] {
  const { season, persistence: alike, seasonal, ratio } = limits;
  const warnings: string[] = [];
  if (season?.found === true) {
    const percent = Math.round(100 * season.strength);
    const message = seasonal ? WARNINGS.season_removed : WARNINGS.season;
    warnings.push(inBoth(message, { period: season.period, percent }));
  }
  if (season?.found === 'unknown') warnings.push(inBoth(WARNINGS.season_unknown, { period: season.period }));
  if (ratio && ratio.spread > 1) warnings.push(inBoth(WARNINGS.spread, { times: Number(ratio.spread.toPrecision(2)) }));
  if (alike !== undefined && alike > 0) {
    warnings.push(inBoth(WARNINGS.persistent, { value: Number(alike.toPrecision(2)) }));
  }
  return warnings;
}

function inBoth(message: Localised, params: Readonly<Record<string, number>>): string {
  return LOCALES.map((locale) => localise(message, locale, params)).join('\n');
}
