import type { Localised } from '../../../kernel/text/index.js';

/**
 * The parts of the list, in its order: what is late, then what is due today, then what others wait for, then what has no
 * day of its own, and what has time at the end.
 */
export const WORK_SECTIONS = [
  'overdue',
  'due_today',
  'blocking',
  'approval',
  'review',
  'finding',
  'to_answer',
  'upcoming',
] as const;
export type WorkSection = (typeof WORK_SECTIONS)[number];

export const SECTION_NAMES: Readonly<Record<WorkSection, Localised>> = {
  overdue: { en: 'overdue', 'zh-CN': '已逾期' },
  due_today: { en: 'due today', 'zh-CN': '今日到期' },
  blocking: { en: 'others wait for it', 'zh-CN': '他人在等待' },
  approval: { en: 'to approve or sign', 'zh-CN': '待批准或签署' },
  review: { en: 'review', 'zh-CN': '复盘' },
  finding: { en: 'audit finding', 'zh-CN': '审计发现' },
  to_answer: { en: 'to answer', 'zh-CN': '待响应' },
  upcoming: { en: 'upcoming', 'zh-CN': '即将到期' },
};

/** Where a row without a day of its own, or with one still to come, stands. */
export type RestingPlace = Exclude<WorkSection, 'overdue' | 'due_today' | 'blocking'>;
