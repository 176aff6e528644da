import type { Localised } from '../../../kernel/text/index.js';
import { LOCALES, localise } from '../../../kernel/text/index.js';
import { persistence, removeSeason } from '../../../statistics/index.js';

/** What a history shows that a control chart takes for signals, though it is how the metric always is. */
export interface HistoryCheck {
  /** Null where periods of this length have no season to look for. */
  readonly season: { readonly found: boolean | 'unknown'; readonly period: number; readonly strength: number } | null;
  /** How much a period takes after the one before, without the season; 0 for no more than 0.3. */
  readonly persistence: number;
}

/** Fewer values say nothing of how neighbours hang together. */
const FEWEST = 4;

/**
 * @param values one per period in order, gaps as null
 * @param seasonLength 24 for hours, 7 for days, 12 for months; null for none
 */
export function checkHistory(values: readonly (number | null)[], seasonLength: number | null): HistoryCheck {
  const known = values.filter((value) => value !== null).length;
  if (known < FEWEST) return { season: null, persistence: 0 };
  const season = seasonLength === null ? null : removeSeason(values, seasonLength);
  const rest = (season?.adjusted ?? values).filter((value) => value !== null);
  const told = season && { found: season.found, period: season.period, strength: season.strength };
  return { season: told, persistence: persistence(rest) };
}

const WARNINGS = {
  season: {
    en: 'The metric has a season of {period} periods ({percent} % of its movement). The chart does not take it out: its limits are wide, and the season alone may open items. For hours, unusual_for_hour learns it; for days, compare with the same day last week (clear_decline), or judge by week.',
    'zh-CN':
      '该指标存在周期长度为 {period} 的季节性(占波动的 {percent} %)。控制图不剔除季节性:控制限偏宽,且季节性本身可能触发。小时数据建议使用 unusual_for_hour,日数据建议与上周同日比较(clear_decline)或按周判断。',
  },
  season_unknown: {
    en: 'The history is too short to know whether the metric has a season: three whole ones ({period} periods each) are needed.',
    'zh-CN': '历史数据不足,无法判断是否存在季节性:需要三个完整季节(每个 {period} 个周期)。',
  },
  persistent: {
    en: 'Neighbouring periods take after each other (autocorrelation {value}, above 0.3). The chart assumes that they do not, so it will open more items than the back-test says of healthy years; a longer period helps.',
    'zh-CN':
      '相邻周期相互关联(自相关 {value},超过 0.3),而控制图假定其相互独立,因此实际触发会多于回测给出的正常年份次数;建议改用更长的周期。',
  },
} as const satisfies Record<string, Localised>;

/** What whoever makes or tries a chart should know first: in both languages, each on a line of its own. */
export function warningsOf({ season, persistence: alike }: Partial<HistoryCheck>): string[] {
  const warnings: string[] = [];
  if (season?.found === true) {
    const percent = Math.round(100 * season.strength);
    warnings.push(inBoth(WARNINGS.season, { period: season.period, percent }));
  }
  if (season?.found === 'unknown') warnings.push(inBoth(WARNINGS.season_unknown, { period: season.period }));
  if (alike !== undefined && alike > 0) {
    warnings.push(inBoth(WARNINGS.persistent, { value: Number(alike.toPrecision(2)) }));
  }
  return warnings;
}

function inBoth(message: Localised, params: Readonly<Record<string, number>>): string {
  return LOCALES.map((locale) => localise(message, locale, params)).join('\n');
}
