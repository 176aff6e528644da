import type { Localised } from '../../../kernel/text/index.js';

/** Once it is not pending any more, it stays as it is. */
export const APPROVAL_STATUSES = ['pending', 'approved', 'declined', 'withdrawn'] as const;
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number];

export const APPROVAL_STATUS_NAMES: Readonly<Record<ApprovalStatus, Localised>> = {
  pending: { en: 'pending', 'zh-CN': '待审批' },
  approved: { en: 'approved', 'zh-CN': '已批准' },
  declined: { en: 'declined', 'zh-CN': '已驳回' },
  withdrawn: { en: 'withdrawn', 'zh-CN': '已撤回' },
};

export const DECISIONS = ['approved', 'declined'] as const satisfies readonly ApprovalStatus[];
export type Decision = (typeof DECISIONS)[number];

export const APPROVAL_NOUN = { en: 'request for approval', 'zh-CN': '审批请求' };
