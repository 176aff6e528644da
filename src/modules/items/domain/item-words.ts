import type { Localised } from '../../../kernel/text/index.js';

/** The seven stages of the manual, in order (触发 … 复盘). */
export const STAGES = ['trigger', 'kickoff', 'diagnosis', 'plan', 'pilot', 'rollout', 'review'] as const;
export type Stage = (typeof STAGES)[number];

export const STATUSES = ['active', 'on_hold', 'closed', 'dismissed', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];

/** The five trigger types of the manual (M-01 … M-07). */
export const TRIGGER_TYPES = [
  'metric_anomaly',
  'process_inefficiency',
  'user_feedback',
  'strategy_iteration',
  'new_business',
] as const;
export type TriggerType = (typeof TRIGGER_TYPES)[number];

export const SEVERITIES = ['P0', 'P1', 'P2'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** M-12: a fluctuation that passes, or a problem in the structure. A person decides. */
export const CLASSIFICATIONS = ['short_term', 'structural'] as const;
export type Classification = (typeof CLASSIFICATIONS)[number];

/** M-15 … M-18: the groups of a task force. */
export const TEAM_ROLES = ['leader', 'data', 'execution', 'support'] as const;
export type TeamRole = (typeof TEAM_ROLES)[number];

/** Why an item is not worth a kickoff (L-02). */
export const DISMISSAL_KINDS = ['short_term_fluctuation', 'duplicate', 'out_of_scope', 'no_evidence'] as const;
export type DismissalKind = (typeof DISMISSAL_KINDS)[number];

export const STAGE_NAMES: Readonly<Record<Stage, Localised>> = {
  trigger: { en: 'trigger', 'zh-CN': '触发' },
  kickoff: { en: 'kickoff', 'zh-CN': '启动' },
  diagnosis: { en: 'diagnosis', 'zh-CN': '诊断' },
  plan: { en: 'plan', 'zh-CN': '方案' },
  pilot: { en: 'pilot', 'zh-CN': '试点' },
  rollout: { en: 'rollout', 'zh-CN': '推广' },
  review: { en: 'review', 'zh-CN': '复盘' },
};

export const STATUS_NAMES: Readonly<Record<Status, Localised>> = {
  active: { en: 'active', 'zh-CN': '进行中' },
  on_hold: { en: 'on hold', 'zh-CN': '暂停' },
  closed: { en: 'closed', 'zh-CN': '已关闭' },
  dismissed: { en: 'dismissed', 'zh-CN': '已驳回' },
  cancelled: { en: 'cancelled', 'zh-CN': '已取消' },
};

export const TEAM_ROLE_NAMES: Readonly<Record<TeamRole, Localised>> = {
  leader: { en: 'leader', 'zh-CN': '组长' },
  data: { en: 'data group', 'zh-CN': '数据组' },
  execution: { en: 'execution group', 'zh-CN': '执行组' },
  support: { en: 'support group', 'zh-CN': '支持组' },
};
