import type { Localised } from '../../../kernel/text/index.js';

/** The steps of the ladder, lowest first; a step's level is its place, counted from 1. */
export const STEP_ROLES = ['assignee', 'owner', 'sponsor', 'unit_head'] as const;
export type StepRole = (typeof STEP_ROLES)[number];

/** What can stay late: a task, a milestone, the emergency repair of a P0 item (L-20), or a date of a recurring rule. */
export const SUBJECT_TYPES = ['task', 'milestone', 'containment', 'recurring_occurrence'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

export const SEVERITIES = ['P0', 'P1', 'P2'] as const;
export type LadderSeverity = (typeof SEVERITIES)[number];

export const GRACE_UNITS = ['minutes', 'working_days'] as const;
export type GraceUnit = (typeof GRACE_UNITS)[number];

/** Why a step was passed over. */
export const PASS_REASONS = ['nobody', 'left', 'cannot_see', 'told_already', 'away'] as const;
export type PassReason = (typeof PASS_REASONS)[number];

export const END_REASONS = ['finished', 'not_late', 'item_over', 'put_off', 'reassigned', 'promise_broken'] as const;
export type EndReason = (typeof END_REASONS)[number];

export const ESCALATION_STATES = ['climbing', 'standing', 'acknowledged', 'ended'] as const;
export type EscalationState = (typeof ESCALATION_STATES)[number];

export const ESCALATION_NOUN = { en: 'escalation', 'zh-CN': '升级' };

export const POLICY_NOUN = { en: 'escalation policy', 'zh-CN': '升级规则' };

const STEP_NAMES: Readonly<Record<StepRole, Localised>> = {
  assignee: { en: 'assignee', 'zh-CN': '执行人' },
  owner: { en: 'owner', 'zh-CN': '项目负责人' },
  sponsor: { en: 'sponsor', 'zh-CN': '发起人' },
  unit_head: { en: 'head of department', 'zh-CN': '部门主管' },
};

/** Where an item has its owner, a recurring rule has who made it. */
const RULE_MAKER: Localised = { en: 'maker of the rule', 'zh-CN': '规则制定人' };

export const SUBJECT_NAMES: Readonly<Record<SubjectType, Localised>> = {
  task: { en: 'task', 'zh-CN': '任务' },
  milestone: { en: 'milestone', 'zh-CN': '里程碑' },
  containment: { en: 'containment', 'zh-CN': '应急处置' },
  recurring_occurrence: { en: 'recurring work', 'zh-CN': '周期性工作' },
};

export const ESCALATION_STATE_NAMES: Readonly<Record<EscalationState, Localised>> = {
  climbing: { en: 'climbing', 'zh-CN': '升级中' },
  standing: { en: 'standing still', 'zh-CN': '暂停' },
  acknowledged: { en: 'acknowledged', 'zh-CN': '已确认' },
  ended: { en: 'ended', 'zh-CN': '已结束' },
};

/** What the person of a step is to what is late. */
export function stepName(type: SubjectType, role: StepRole): Localised {
  return type === 'recurring_occurrence' && role === 'owner' ? RULE_MAKER : STEP_NAMES[role];
}

/** 1 for the assignee … 4 for the head of the department. */
export function levelOf(role: StepRole): number {
  return STEP_ROLES.indexOf(role) + 1;
}
