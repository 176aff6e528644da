import type { Lifecycle, Move } from '../../../kernel/lifecycle/index.js';
import { type Stage, STAGES, type Status } from './item-words.js';

const LEADS = ['admin', 'lead'] as const;
const LEADS_AND_SYSTEM = ['admin', 'lead', 'system'] as const;
const ALL = STAGES;

/** What must be so before a plan may be tried out or carried out (L-05, L-06). */
const PLAN_IS_READY = [
  'measures-address-confirmed-causes', 'feasibility-is-marked', 'effort-is-estimated',
  'risks-are-mitigated', 'effect-is-expected', 'plan-is-approved',
] as const; // prettier-ignore

/* The whole lifecycle (requirements, section 8). Each gate is a fact; the module whose fact it is provides it. */
// prettier-ignore
const moves = {
  // L-01 … L-02
  start_kickoff:        { from: ['trigger'],   to: 'kickoff',   by: LEADS, gates: ['evidence-is-recorded', 'triage-is-set', 'problem-is-structural', 'owner-is-set', 'containment-is-started'] },
  dismiss:              { from: ['trigger'],   to: 'same',      by: LEADS, gates: ['dismissal-is-explained'], needsReason: true, becomes: 'dismissed' },
  // L-03 … L-04
  start_diagnosis:      { from: ['kickoff'],   to: 'diagnosis', by: LEADS, gates: ['team-is-complete', 'kickoff-minutes-are-complete', 'goal-is-quantified', 'milestones-are-planned'] },
  start_planning:       { from: ['diagnosis'], to: 'plan',      by: LEADS, gates: ['data-sources-are-described', 'cause-tree-is-built', 'cause-is-confirmed', 'no-hypothesis-is-open'] },
  // L-05 … L-08
  start_pilot:          { from: ['plan'],      to: 'pilot',     by: LEADS, gates: [...PLAN_IS_READY, 'pilot-is-designed', 'pilot-does-not-clash'] },
  skip_pilot:           { from: ['plan'],      to: 'rollout',   by: LEADS, gates: [...PLAN_IS_READY, 'skipping-is-sponsored'], needsReason: true },
  revise_plan:          { from: ['pilot'],     to: 'plan',      by: LEADS, gates: [], needsReason: true, counts: 'loop' },
  return_to_diagnosis:  { from: ['plan', 'pilot'], to: 'diagnosis', by: LEADS, gates: [], needsReason: true },
  // L-09 … L-11
  start_rollout:        { from: ['pilot'],     to: 'rollout',   by: LEADS, gates: ['pilot-is-won', 'pilot-is-decided'] },
  roll_back:            { from: ['rollout'],   to: 'plan',      by: LEADS, gates: [], needsReason: true },
  start_review:         { from: ['rollout'],   to: 'review',    by: LEADS, gates: ['rollout-steps-are-done', 'no-task-is-open', 'watch-window-is-inside-band'] },
  // L-12 … L-14
  close:                { from: ['review'],    to: 'same',      by: LEADS, gates: ['before-after-is-computed', 'lesson-is-recorded', 'sop-is-published', 'knowledge-entry-is-written', 'review-is-signed-off', 'no-task-is-open'], needsSignature: true, becomes: 'closed' },
  next_cycle:           { from: ['review'],    to: 'kickoff',   by: LEADS, gates: [], needsReason: true, counts: 'cycle' },
  reopen:               { from: ['review'],    to: 'kickoff',   by: LEADS_AND_SYSTEM, gates: [], needsReason: true, counts: 'cycle', when: ['closed'], becomes: 'active' },
  // L-15
  hold:                 { from: ALL,           to: 'same',      by: LEADS, gates: [], needsReason: true, becomes: 'on_hold' },
  resume:               { from: ALL,           to: 'same',      by: LEADS, gates: [], needsReason: true, when: ['on_hold'], becomes: 'active' },
  cancel:               { from: ALL,           to: 'same',      by: LEADS, gates: [], needsReason: true, when: ['active', 'on_hold'], becomes: 'cancelled' },
} as const satisfies Record<string, Move<Stage, Status, 'admin' | 'lead' | 'system', string>>;

export type TransitionName = keyof typeof moves;
export type GateName = (typeof moves)[TransitionName]['gates'][number];
export type ItemMove = Move<Stage, Status, 'admin' | 'lead' | 'system', GateName>;

export const TRANSITION_NAMES = Object.keys(moves) as TransitionName[];

export const ITEM_LIFECYCLE: Lifecycle<Stage, Status, 'admin' | 'lead' | 'system', GateName, TransitionName> = {
  stages: STAGES,
  start: 'trigger',
  activeStatus: 'active',
  moves,
};

/** The gates on the moves out of `stage` that a waiver can be about. Skipping the pilot waives that it is won (L-06). */
export function waivedFrom(stage: Stage): readonly GateName[] {
  const ways: readonly ItemMove[] = Object.values(moves).filter(({ from }) =>
    (from as readonly Stage[]).includes(stage),
  );
  const gates = ways.flatMap((move) => move.gates);
  return [...new Set(gates.includes('skipping-is-sponsored') ? [...gates, 'pilot-is-won' as const] : gates)];
}

/** The stages still to come after `stage`, in order. */
export function stagesAfter(stage: Stage): readonly Stage[] {
  return STAGES.slice(STAGES.indexOf(stage) + 1);
}
