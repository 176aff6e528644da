import type { Localised } from '../../../kernel/text/index.js';

export const FINDING_SUBJECTS = ['item', 'review'] as const;
/** What it is about: the item as it is worked on, or its review. */
export type FindingSubject = (typeof FINDING_SUBJECTS)[number];

export const FINDING_SEVERITIES = ['minor', 'major', 'critical'] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

export const FINDING_STATES = ['open', 'answered', 'verified', 'reopened'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** Where each state leads. A finding is closed when an auditor has verified its answer. */
export const FINDING_MOVES: Readonly<Record<FindingState, readonly FindingState[]>> = {
  open: ['answered'],
  answered: ['verified', 'reopened'],
  verified: ['reopened'],
  reopened: ['answered'],
};

export const FINDING_NOUN = { en: 'finding', 'zh-CN': '审计发现' };

export const FINDING_STATE_NAMES: Readonly<Record<FindingState, Localised>> = {
  open: { en: 'open', 'zh-CN': '待回复' },
  answered: { en: 'answered', 'zh-CN': '已回复' },
  verified: { en: 'verified', 'zh-CN': '已核实' },
  reopened: { en: 'reopened', 'zh-CN': '已重新打开' },
};
