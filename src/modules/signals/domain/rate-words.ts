import type { Localised } from '../../../kernel/text/index.js';
import type { Dispersion } from '../../../statistics/index.js';
import { type ChartKind, type ChartLimits, needsSize } from './chart-limits.js';
import { type Observation, ratesIn } from './observation.js';
import type { Sentence } from './signal-words.js';

/** What the sentences need to know of a chart. */
export interface ChartWords {
  readonly kind: ChartKind;
  readonly proposed: ChartKind;
  /** Whether somebody asked for this kind. */
  readonly isAsked: boolean;
  readonly numerator: string;
  readonly denominator: string;
  /** What a rate of 1 is in the unit that is drawn. */
  readonly scale: number;
}

const NOTES = {
  follows: {
    en: 'A {kind} chart of {numerator} out of {denominator}: the limits of each period follow what it is out of.',
    'zh-CN': '{numerator}/{denominator} 的 {kind} 图:各周期的控制限随其分母而变。',
  },
  spread: {
    en: 'Periods differ {times} times as much as chance alone would make them differ (over-dispersion), so the limits are as much wider (Laney’s {kind}′ chart).',
    'zh-CN': '各周期之间的差异是纯随机波动的 {times} 倍(过度离散),控制限已相应放宽(Laney {kind}′ 图)。',
  },
  even: {
    en: 'Periods differ {times} times as much as chance alone makes them differ on average; that is no more than chance (p = {chance}), so the limits are those of chance.',
    'zh-CN': '各周期之间的差异是纯随机波动平均水平的 {times} 倍,未超出随机范围(p = {chance}),控制限按随机波动计算。',
  },
  few: {
    en: 'In {count} period(s) fewer than five are expected, where such limits are rough: a longer period helps.',
    'zh-CN': '有 {count} 个周期的期望计数不足 5,控制限较粗略:建议改用更长的周期。',
  },
  kept: {
    en: 'Somebody locked xmr limits, so they are drawn. A {proposed} chart would fit the counts behind this ratio: ask for it, or lock its limits.',
    'zh-CN': '已有人锁定 xmr 控制限,因此按其绘制。该比率的计数更适合 {proposed} 图:可指定该图,或锁定其控制限。',
  },
  unused: {
    en: 'Somebody locked xmr limits; they are not used here, since they do not know what each period is out of. Lock {proposed} limits to judge by a fixed baseline.',
    'zh-CN':
      '已有人锁定 xmr 控制限,但其不考虑各周期的分母,因此此处未采用。如需按固定基线判断,请锁定 {proposed} 图的控制限。',
  },
  fits: {
    en: 'A {proposed} chart fits the counts behind this ratio: its limits follow what each period is out of, those drawn here do not.',
    'zh-CN': '该比率的计数适合 {proposed} 图:其控制限随各周期的分母而变,此处所绘的则不然。',
  },
} as const satisfies Record<string, Localised>;

const REDEFINED: Localised = {
  en: 'Limits {version} of the {kind} chart were locked for version {was} of the metric’s definition; it is version {is} now, so they are not applied: lock new ones.',
  'zh-CN': '{kind} 图控制限第 {version} 版是按指标定义第 {was} 版锁定的,现为第 {is} 版,因此不再适用:请重新锁定。',
};

/** Fewer expected in a period make normal limits rough (Montgomery, chapter 7). */
const ENOUGH = 5;

/** What a chart of shares or rates goes by, and how uneven its periods are. */
export function notesOnRates(
  words: ChartWords,
  limits: Pick<ChartLimits, 'centre' | 'spread'> & { readonly dispersion?: Dispersion | null },
  observations: readonly Observation[],
): Sentence[] {
  const { kind, proposed, isAsked, numerator, denominator, scale } = words;
  const instead = { message: isAsked ? NOTES.fits : NOTES.kept, params: { proposed } };
  if (!needsSize(kind)) return needsSize(proposed) ? [instead] : [];
  const few = ratesIn(observations).filter(({ size }) => (size * limits.centre) / scale < ENOUGH).length;
  return [
    { message: NOTES.follows, params: { kind, numerator, denominator } },
    ...notesOnSpread(kind, limits),
    ...(few > 0 ? [{ message: NOTES.few, params: { count: few } }] : []),
  ];
}

/** That individuals limits stand beside a proposal that was made without them. */
export function noteOnUnused(isLocked: boolean, proposed: ChartKind): Sentence[] {
  return isLocked ? [{ message: NOTES.unused, params: { proposed } }] : [];
}

/** That limits are wider than chance makes them; or, where it was just measured, that they need not be. */
export function notesOnSpread(
  kind: ChartKind,
  { spread, dispersion }: { readonly spread: number; readonly dispersion?: Dispersion | null },
): Sentence[] {
  if (spread > 1) return [{ message: NOTES.spread, params: { kind, times: Number(spread.toPrecision(2)) } }];
  if (!dispersion) return [];
  const { measured, pValue } = dispersion;
  const params = { times: Number(measured.toPrecision(2)), chance: Number(pValue.toPrecision(2)) };
  return [{ message: NOTES.even, params }];
}

/** That limits were locked, and are no longer applied. */
export function notesOnOutdated(
  outdated: { readonly kind: ChartKind; readonly version: number; readonly definitionVersion: number } | null,
  is: number,
): Sentence[] {
  if (!outdated) return [];
  const { kind, version, definitionVersion: was } = outdated;
  return [{ message: REDEFINED, params: { kind, version, was, is } }];
}
