/**
 * Section 8 of the requirements, written out once more by hand and independently of the product: what is offered where,
 * to whom, and what must hold. A spec that imported the product's own table would agree with any mistake in it.
 */
export interface Row {
  readonly id: string;
  readonly name: string;
  /** `stage` for an active item, `stage:status` for another; `*` is every stage. */
  readonly from: readonly string[];
  /** Where it leads; `=` where it stands. */
  readonly to: string;
  readonly becomes: string;
  readonly by: readonly string[];
  readonly gates: readonly string[];
  readonly reason: boolean;
  readonly counts: { readonly cycle: 0 | 1; readonly loop: 0 | 1 };
}

const LEAD = ['admin', 'lead'];
const NOTHING = { cycle: 0, loop: 0 } as const;
const CYCLE = { cycle: 1, loop: 0 } as const;
const LOOP = { cycle: 0, loop: 1 } as const;

const TRIAGED = [
  'evidence-is-recorded',
  'triage-is-set',
  'problem-is-structural',
  'owner-is-set',
  'containment-is-started',
];
const KICKED_OFF = ['team-is-complete', 'kickoff-minutes-are-complete', 'goal-is-quantified', 'milestones-are-planned'];
const DIAGNOSED = ['data-sources-are-described', 'cause-tree-is-built', 'cause-is-confirmed', 'no-hypothesis-is-open'];
const PLANNED = [
  'measures-address-confirmed-causes', 'feasibility-is-marked', 'effort-is-estimated', 'risks-are-mitigated',
  'effect-is-expected', 'plan-is-approved',
]; // prettier-ignore
const ROLLED_OUT = ['rollout-steps-are-done', 'no-task-is-open', 'watch-window-is-inside-band'];
const REVIEWED = [
  'before-after-is-computed', 'lesson-is-recorded', 'sop-is-published', 'knowledge-entry-is-written',
  'review-is-signed-off', 'no-task-is-open',
]; // prettier-ignore

// prettier-ignore
export const LIFECYCLE_TABLE: readonly Row[] = [
  { id: 'L-01', name: 'start_kickoff',       from: ['trigger'],               to: 'kickoff',   becomes: 'active',    by: LEAD, gates: TRIAGED, reason: false, counts: NOTHING },
  { id: 'L-02', name: 'dismiss',             from: ['trigger'],               to: '=',         becomes: 'dismissed', by: LEAD, gates: ['dismissal-is-explained'], reason: true, counts: NOTHING },
  { id: 'L-03', name: 'start_diagnosis',     from: ['kickoff'],               to: 'diagnosis', becomes: 'active',    by: LEAD, gates: KICKED_OFF, reason: false, counts: NOTHING },
  { id: 'L-04', name: 'start_planning',      from: ['diagnosis'],             to: 'plan',      becomes: 'active',    by: LEAD, gates: DIAGNOSED, reason: false, counts: NOTHING },
  { id: 'L-05', name: 'start_pilot',         from: ['plan'],                  to: 'pilot',     becomes: 'active',    by: LEAD, gates: [...PLANNED, 'pilot-is-designed', 'pilot-does-not-clash'], reason: false, counts: NOTHING },
  { id: 'L-06', name: 'skip_pilot',          from: ['plan'],                  to: 'rollout',   becomes: 'active',    by: LEAD, gates: [...PLANNED, 'skipping-is-sponsored'], reason: true, counts: NOTHING },
  { id: 'L-07', name: 'revise_plan',         from: ['pilot'],                 to: 'plan',      becomes: 'active',    by: LEAD, gates: [], reason: true, counts: LOOP },
  { id: 'L-08', name: 'return_to_diagnosis', from: ['plan', 'pilot'],         to: 'diagnosis', becomes: 'active',    by: LEAD, gates: [], reason: true, counts: NOTHING },
  { id: 'L-09', name: 'start_rollout',       from: ['pilot'],                 to: 'rollout',   becomes: 'active',    by: LEAD, gates: ['pilot-is-won', 'pilot-is-decided'], reason: false, counts: NOTHING },
  { id: 'L-10', name: 'roll_back',           from: ['rollout'],               to: 'plan',      becomes: 'active',    by: LEAD, gates: [], reason: true, counts: NOTHING },
  { id: 'L-11', name: 'start_review',        from: ['rollout'],               to: 'review',    becomes: 'active',    by: LEAD, gates: ROLLED_OUT, reason: false, counts: NOTHING },
  { id: 'L-12', name: 'close',               from: ['review'],                to: '=',         becomes: 'closed',    by: LEAD, gates: REVIEWED, reason: false, counts: NOTHING },
  { id: 'L-13', name: 'next_cycle',          from: ['review'],                to: 'kickoff',   becomes: 'active',    by: LEAD, gates: [], reason: true, counts: CYCLE },
  { id: 'L-14', name: 'reopen',              from: ['review:closed'],         to: 'kickoff',   becomes: 'active',    by: [...LEAD, 'system'], gates: [], reason: true, counts: CYCLE },
  { id: 'L-15', name: 'hold',                from: ['*'],                     to: '=',         becomes: 'on_hold',   by: LEAD, gates: [], reason: true, counts: NOTHING },
  { id: 'L-15', name: 'resume',              from: ['*:on_hold'],             to: '=',         becomes: 'active',    by: LEAD, gates: [], reason: true, counts: NOTHING },
  // "Any active stage" is read as one that has not ended: what is on hold need not be resumed to be cancelled.
  { id: 'L-15', name: 'cancel',              from: ['*', '*:on_hold'],        to: '=',         becomes: 'cancelled', by: LEAD, gates: [], reason: true, counts: NOTHING },
];

export const ALL_STAGES = ['trigger', 'kickoff', 'diagnosis', 'plan', 'pilot', 'rollout', 'review'] as const;
export const ALL_STATUSES = ['active', 'on_hold', 'closed', 'dismissed', 'cancelled'] as const;

export function offers({ from }: Row, stage: string, status: string): boolean {
  return from.some((place) => {
    const [where, when = 'active'] = place.split(':');
    return (where === '*' || where === stage) && when === status;
  });
}
