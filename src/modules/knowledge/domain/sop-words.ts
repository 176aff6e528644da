import type { Localised } from '../../../kernel/text/index.js';

export const SOP_STATES = ['draft', 'approved', 'published', 'superseded'] as const;
export type SopState = (typeof SOP_STATES)[number];

export const SOP_NOUN: Localised = { en: 'standard operating procedure', 'zh-CN': '标准作业流程' };

export const SOP_STATE_NAMES: Readonly<Record<SopState, Localised>> = {
  draft: { en: 'draft', 'zh-CN': '草稿' },
  approved: { en: 'approved', 'zh-CN': '已批准' },
  published: { en: 'published', 'zh-CN': '已发布' },
  superseded: { en: 'superseded', 'zh-CN': '已被取代' },
};
