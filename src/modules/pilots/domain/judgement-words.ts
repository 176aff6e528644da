import type { Localised, MessageParams } from '../../../kernel/text/index.js';
import type { ConditionCode, Judgement } from './referee.js';

/** One sentence a condition: what is, and what is needed. It reads the same whether met or not. */
export const CONDITION_MESSAGES: Readonly<Record<ConditionCode, Localised>> = {
  volume: {
    en: 'Control {control}, variant {variant}; at least {minimumPerArm} per arm are needed.',
    'zh-CN': '对照组 {control} 人,试点组 {variant} 人;每组至少需 {minimumPerArm} 人。',
  },
  days: {
    en: 'Days run: {days}; at least {minimumDays} are needed.',
    'zh-CN': '已运行 {days} 天;至少需 {minimumDays} 天。',
  },
  one_variable: {
    en: 'Variables that differ between the arms: {variables}; it must be exactly 1.',
    'zh-CN': '两组之间不同的变量:{variables} 个;必须恰好为 1 个。',
  },
  sample_ratio: {
    en: 'The variant has {actualShare} of the users, {plannedShare} were planned: p = {ratioP}; below {ratioThreshold} the split is at fault.',
    'zh-CN': '试点组实际占 {actualShare},计划占 {plannedShare}:p = {ratioP};低于 {ratioThreshold} 即判定分流异常。',
  },
  confidence: {
    en: 'Confidence {confidence} (1 - p, pooled two-proportion z test, two-sided); at least {neededConfidence} is needed.',
    'zh-CN': '置信度 {confidence}(1 - p,合并方差两比例 z 检验,双侧);至少需 {neededConfidence}。',
  },
};

/** The figures of a judgement as the sentences write them. */
export function figuresInWords({ figures, thresholds }: Judgement): MessageParams {
  const { control, variant, comparison } = figures;
  const total = control.exposed + variant.exposed;
  return {
    control: control.exposed,
    variant: variant.exposed,
    minimumPerArm: thresholds.minimumPerArm,
    days: figures.daysRun,
    minimumDays: thresholds.minimumDays,
    variables: figures.variables,
    actualShare: total === 0 ? '-' : percent(variant.exposed / total),
    plannedShare: percent(figures.variantShare),
    ratioP: smallNumber(figures.sampleRatioPValue),
    ratioThreshold: thresholds.sampleRatio,
    confidence: comparison === null ? '-' : confidenceInWords(comparison.confidence),
    neededConfidence: `${Number((thresholds.confidence * 100).toFixed(4))} %`,
    controlRate: comparison === null ? '-' : percent(comparison.controlRate),
    variantRate: comparison === null ? '-' : percent(comparison.variantRate),
  };
}

/** Cut, never rounded: 94.996 % must not read as the 95 % it has not reached. */
function confidenceInWords(confidence: number): string {
  if (confidence > 0.9999) return '> 99.99 %';
  return `${(Math.floor(confidence * 10_000) / 100).toFixed(2)} %`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

function smallNumber(p: number): string {
  return p < 0.0001 ? p.toExponential(1) : p.toFixed(4);
}
