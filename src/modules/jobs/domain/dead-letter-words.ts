import type { Localised } from '../../../kernel/text/index.js';

export const DEAD_LETTER_NOUN = { en: 'dead letter', 'zh-CN': '死信' };

export const DEAD_LETTER_STATE_NAMES = {
  failing: { en: 'failing', 'zh-CN': '失败重试中' },
  dead: { en: 'given up', 'zh-CN': '已放弃' },
  retrying: { en: 'being tried again', 'zh-CN': '重试中' },
  resolved: { en: 'resolved', 'zh-CN': '已解决' },
  discarded: { en: 'discarded', 'zh-CN': '已丢弃' },
} as const satisfies Record<string, Localised>;
