import type { Localised, MessageParams } from '../../../kernel/text/index.js';

/** The versions of a metric's definition at two moments that are compared; null where none was kept. */
export interface VersionsCompared {
  readonly metric: string;
  readonly earlier: number | null;
  readonly later: number | null;
}

/** What the two moments are called within a sentence: "at the design", "now". */
export interface ComparedMoments {
  readonly earlier: Localised;
  readonly later: Localised;
}

export const NOW: Localised = { en: 'now', 'zh-CN': '目前' };

const SAME = {
  en: 'The definition of {metric} is the same {earlierMoment} and {laterMoment}: version {later}.',
  'zh-CN': '指标 {metric} 的定义在{earlierMoment}与{laterMoment}相同:第 {later} 版。',
};
const CHANGED = {
  en: 'The definition of {metric} changed in between: version {earlier} {earlierMoment}, version {later} {laterMoment}.',
  'zh-CN': '指标 {metric} 的定义其间已变更:{earlierMoment}为第 {earlier} 版,{laterMoment}为第 {later} 版。',
};
const LATER_ALONE = {
  en: 'The definition of {metric} is version {later} {laterMoment}; which it was {earlierMoment} was not kept.',
  'zh-CN': '指标 {metric} 的定义{laterMoment}为第 {later} 版;{earlierMoment}的版本未留存。',
};
const EARLIER_ALONE = {
  en: 'The definition of {metric} was version {earlier} {earlierMoment}; which it was {laterMoment} was not kept.',
  'zh-CN': '指标 {metric} 的定义{earlierMoment}为第 {earlier} 版;{laterMoment}的版本未留存。',
};
const NEITHER = {
  en: 'No version of a definition of {metric} was kept, {earlierMoment} or {laterMoment}.',
  'zh-CN': '{earlierMoment}与{laterMoment}均未留存指标 {metric} 的定义版本。',
};

/** Whether the metric meant two things at the two moments; null where that was not kept. */
export function definitionChanged({ earlier, later }: VersionsCompared): boolean | null {
  return earlier === null || later === null ? null : earlier !== later;
}

/** By which versions was read, and whether the definition changed in between, as one sentence. */
export function definitionSentence(
  compared: VersionsCompared,
  moments: ComparedMoments,
): { message: Localised; params: MessageParams } {
  const { metric, earlier, later } = compared;
  const named = { metric, earlierMoment: moments.earlier, laterMoment: moments.later };
  const versions = { ...(earlier === null ? {} : { earlier }), ...(later === null ? {} : { later }) };
  return { message: sentenceFor(compared), params: { ...named, ...versions } };
}

function sentenceFor(compared: VersionsCompared): Localised {
  const changed = definitionChanged(compared);
  if (changed !== null) return changed ? CHANGED : SAME;
  if (compared.later !== null) return LATER_ALONE;
  return compared.earlier === null ? NEITHER : EARLIER_ALONE;
}
