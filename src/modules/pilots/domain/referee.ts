import { daysBetween, type LocalDate } from '../../../kernel/time/index.js';
import { sampleRatioMismatch, type TwoProportionResult, twoProportionTest } from '../../../statistics/index.js';
import type { ArmCount, StoredCounts } from './counts.js';
import type { Direction, Verdict } from './pilot-words.js';

/** What the referee looks at; a pilot satisfies it as it stands. */
export interface Trial extends StoredCounts {
  readonly variables: readonly string[];
  readonly betterIs: Direction;
  readonly variantShare: number;
  readonly startsOn: LocalDate | null;
}

export interface Thresholds {
  /** T-31: exposed people in each arm, at the least. */
  readonly minimumPerArm: number;
  /** T-32 */
  readonly minimumDays: number;
  /** T-33, as a share. */
  readonly confidence: number;
  /** p of the split below which it is held to be at fault. */
  readonly sampleRatio: number;
}

export const CONDITIONS = ['volume', 'days', 'one_variable', 'sample_ratio', 'confidence'] as const;
export type ConditionCode = (typeof CONDITIONS)[number];

export interface Figures {
  readonly control: ArmCount;
  readonly variant: ArmCount;
  /** From the first day to the last counted one, both counted in: 1 to 7 October are 7 days. */
  readonly daysRun: number;
  /** How many variables differ between the arms. */
  readonly variables: number;
  /** Planned share of the variant, and how likely a split as uneven as this one is under it. */
  readonly variantShare: number;
  readonly sampleRatioPValue: number;
  /** Null while an arm is empty. Confidence is 1 - p, two-sided; it is computed here and typed nowhere. */
  readonly comparison: Comparison | null;
}

export type Comparison = Pick<
  TwoProportionResult,
  | 'test'
  | 'controlRate'
  | 'variantRate'
  | 'difference'
  | 'relativeLift'
  | 'z'
  | 'pValue'
  | 'log10PValue'
  | 'confidence'
  | 'interval'
>;

export interface Judgement {
  readonly figures: Figures;
  readonly thresholds: Thresholds;
  readonly conditions: readonly { readonly code: ConditionCode; readonly met: boolean }[];
  /** Null as long as volume or days are short: no verdict on too little. */
  readonly verdict: Verdict | null;
}

/** Judges a pilot by its counts (L-09). The same counts and thresholds give the same judgement, whoever asks and when. */
export function judge(trial: Trial, thresholds: Thresholds): Judgement {
  const figures = figuresOf(trial, thresholds.confidence);
  const met = conditionsMet(figures, thresholds);
  return {
    figures,
    thresholds,
    conditions: CONDITIONS.map((code) => ({ code, met: met[code] })),
    verdict: verdictOf(met, figures, trial.betterIs),
  };
}

function figuresOf(trial: Trial, confidence: number): Figures {
  const control = { exposed: trial.controlExposed ?? 0, converted: trial.controlConverted ?? 0 };
  const variant = { exposed: trial.variantExposed ?? 0, converted: trial.variantConverted ?? 0 };
  const { startsOn, countedOn, variantShare } = trial;
  return {
    control,
    variant,
    daysRun: startsOn === null || countedOn === null ? 0 : daysBetween(startsOn, countedOn) + 1,
    variables: trial.variables.length,
    variantShare,
    sampleRatioPValue: sampleRatioMismatch({
      observed: [control.exposed, variant.exposed],
      expectedShares: [1 - variantShare, variantShare],
    }).pValue,
    comparison: compare(control, variant, confidence),
  };
}

function compare(control: ArmCount, variant: ArmCount, confidence: number): Comparison | null {
  if (control.exposed === 0 || variant.exposed === 0) return null;
  const {
    pooledError: _pooled,
    unpooledError: _unpooled,
    intervals: _others,
    ...result
  } = twoProportionTest({
    control: { successes: control.converted, trials: control.exposed },
    variant: { successes: variant.converted, trials: variant.exposed },
    intervalConfidence: confidence,
  });
  const { pValueVariantGreater: _oneSided, ...comparison } = result;
  return comparison;
}

function conditionsMet(figures: Figures, thresholds: Thresholds): Record<ConditionCode, boolean> {
  const { control, variant, daysRun, variables, sampleRatioPValue, comparison } = figures;
  return {
    volume: Math.min(control.exposed, variant.exposed) >= thresholds.minimumPerArm,
    days: daysRun >= thresholds.minimumDays,
    one_variable: variables === 1,
    sample_ratio: sampleRatioPValue >= thresholds.sampleRatio,
    confidence: comparison !== null && comparison.confidence >= thresholds.confidence,
  };
}

function verdictOf(met: Record<ConditionCode, boolean>, figures: Figures, betterIs: Direction): Verdict | null {
  if (!hasEnough(met) || figures.comparison === null) return null;
  if (!CONDITIONS.every((code) => met[code])) return 'inconclusive';
  const isHigher = figures.comparison.difference > 0;
  return isHigher === (betterIs === 'higher') ? 'won' : 'lost';
}

function hasEnough(met: Pick<Record<ConditionCode, boolean>, 'volume' | 'days'>): boolean {
  return met.volume && met.days;
}
