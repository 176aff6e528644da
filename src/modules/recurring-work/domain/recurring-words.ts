import type { Localised } from '../../../kernel/text/index.js';

/** A contact plan's step, an exercise of a contingency plan, a look back, a check; what is none of these. */
export const RECURRING_KINDS = ['contact', 'drill', 'review', 'check', 'other'] as const;
export type RecurringKind = (typeof RECURRING_KINDS)[number];

/** By which ladder a late date of a rule climbs; the mildest where none is said. */
export const RULE_SEVERITIES = ['P0', 'P1', 'P2'] as const;
export type RuleSeverity = (typeof RULE_SEVERITIES)[number];

export const RULE_STATES = ['active', 'paused', 'ended'] as const;
export type RuleState = (typeof RULE_STATES)[number];

/** What becomes of dates that went by while nothing could be raised: all are owed, the latest alone, or none. */
export const CATCH_UPS = ['all', 'latest', 'none'] as const;
export type CatchUp = (typeof CATCH_UPS)[number];

export const OCCURRENCE_STATUSES = ['open', 'done', 'skipped', 'missed'] as const;
export type OccurrenceStatus = (typeof OCCURRENCE_STATUSES)[number];

/** Why it is not owed: a person said so, the date fell on a day off, the rule was paused, or it was raised too late. */
export const CAUSES = ['person', 'day_off', 'paused', 'raised_late'] as const;
export type Cause = (typeof CAUSES)[number];

/** From where to where a report leads. */
export const OCCURRENCE_MOVES: Readonly<Record<OccurrenceStatus, readonly OccurrenceStatus[]>> = {
  open: ['done', 'skipped'],
  missed: ['done', 'skipped'],
  done: ['open'],
  skipped: ['open'],
};

export const RULE_NOUN: Localised = { en: 'recurring rule', 'zh-CN': '周期性工作规则' };
export const OCCURRENCE_NOUN: Localised = { en: 'occurrence', 'zh-CN': '周期性工作' };

export const OCCURRENCE_STATUS_NAMES: Readonly<Record<OccurrenceStatus, Localised>> = {
  open: { en: 'open', 'zh-CN': '待完成' },
  done: { en: 'done', 'zh-CN': '已完成' },
  skipped: { en: 'skipped', 'zh-CN': '已跳过' },
  missed: { en: 'missed', 'zh-CN': '已错过' },
};

export const RULE_STATE_NAMES: Readonly<Record<RuleState, Localised>> = {
  active: { en: 'active', 'zh-CN': '启用' },
  paused: { en: 'paused', 'zh-CN': '暂停' },
  ended: { en: 'ended', 'zh-CN': '已结束' },
};
