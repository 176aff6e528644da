import type { Localised } from '../../../kernel/text/index.js';

export const STEP_STATUSES = ['planned', 'done', 'dropped'] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

export const STEP_NOUN: Localised = { en: 'rollout step', 'zh-CN': '推广步骤' };

export const STEP_STATUS_NAMES: Readonly<Record<StepStatus, Localised>> = {
  planned: { en: 'planned', 'zh-CN': '待执行' },
  done: { en: 'done', 'zh-CN': '已完成' },
  dropped: { en: 'dropped', 'zh-CN': '已放弃' },
};

/** What is settled may be taken up again, but not rewritten from "done" to "dropped" or back. */
const NEXT: Readonly<Record<StepStatus, readonly StepStatus[]>> = {
  planned: ['planned', 'done', 'dropped'],
  done: ['done', 'planned'],
  dropped: ['dropped', 'planned'],
};

export function mayBecome(from: StepStatus, to: StepStatus): boolean {
  return NEXT[from].includes(to);
}
