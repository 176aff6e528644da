import type { Localised } from '../../../kernel/text/index.js';

export const MILESTONE_STATUSES = ['planned', 'reached', 'missed', 'dropped'] as const;
export type MilestoneStatus = (typeof MILESTONE_STATUSES)[number];

/** From where to where a milestone may go. What was missed can still be reached, late. */
export const MILESTONE_MOVES: Readonly<Record<MilestoneStatus, readonly MilestoneStatus[]>> = {
  planned: ['reached', 'missed', 'dropped'],
  reached: ['planned'],
  missed: ['planned', 'reached'],
  dropped: ['planned'],
};

export const MILESTONE_STATUS_NAMES: Readonly<Record<MilestoneStatus, Localised>> = {
  planned: { en: 'planned', 'zh-CN': '计划中' },
  reached: { en: 'reached', 'zh-CN': '已达成' },
  missed: { en: 'missed', 'zh-CN': '未达成' },
  dropped: { en: 'dropped', 'zh-CN': '已取消' },
};

export const MILESTONE_NOUN = { en: 'milestone', 'zh-CN': '里程碑' };
