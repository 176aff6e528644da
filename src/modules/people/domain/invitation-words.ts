import type { Localised } from '../../../kernel/text/index.js';

/** What a refusal calls things. */
export const INVITATION: Localised = { en: 'invitation', 'zh-CN': '邀请' };
export const MEMBER: Localised = { en: 'member', 'zh-CN': '成员' };

/** States of an invitation, as a refusal names them. */
export const INVITATION_STATE = {
  accepted: { en: 'accepted', 'zh-CN': '已接受' },
  revoked: { en: 'revoked', 'zh-CN': '已撤销' },
  open: { en: 'open', 'zh-CN': '有效' },
} as const satisfies Record<string, Localised>;

/** What a role is called in a letter. */
export const ROLE_NAME = {
  admin: { en: 'admin', 'zh-CN': '管理员' },
  lead: { en: 'lead', 'zh-CN': '负责人' },
  member: { en: 'member', 'zh-CN': '成员' },
  auditor: { en: 'auditor', 'zh-CN': '审计员' },
} as const satisfies Record<string, Localised>;
