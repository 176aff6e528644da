import type { Localised } from '../../../kernel/text/index.js';

/** What the moments at which a cycle measures its metric are called within a sentence. */
export const AT_THE_BASELINE: Localised = { en: 'at the baseline', 'zh-CN': '冻结基线时' };
export const IN_THE_REVIEW: Localised = { en: 'in the review', 'zh-CN': '复盘时' };
export const AT_THE_END: Localised = { en: 'at the end of the watch', 'zh-CN': '观察结束时' };
