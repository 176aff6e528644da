import type { FieldProblem } from '../../../kernel/errors/index.js';
import { type GraceUnit, type LadderSeverity, STEP_ROLES, type StepRole } from './escalation-words.js';

/**
 * How long each step waits after the one before it was told, the first after the round began; a step that is left out, or
 * null, is not on the ladder.
 */
export type Graces = Readonly<Partial<Record<StepRole, number | null>>>;

export interface PolicyStep {
  readonly who: StepRole;
  /** In the policy's unit. */
  readonly grace: number;
}

/** Which steps there are for a severity, lowest first, and how long each waits. */
export interface EscalationPolicy {
  readonly unit: GraceUnit;
  readonly steps: readonly PolicyStep[];
}

/** An emergency is counted by the clock (L-20), everything else in the working days of who owes it. */
export const GRACE_UNIT_OF: Readonly<Record<LadderSeverity, GraceUnit>> = {
  P0: 'minutes',
  P1: 'working_days',
  P2: 'working_days',
};

/** Six weeks of working days, a week of minutes: whoever would wait longer wants no ladder. */
export const LONGEST_GRACE: Readonly<Record<GraceUnit, number>> = { working_days: 30, minutes: 7 * 24 * 60 };

export const DEFAULT_GRACES: Readonly<Record<LadderSeverity, Readonly<Record<StepRole, number>>>> = {
  P0: { assignee: 0, owner: 30, sponsor: 60, unit_head: 120 },
  P1: { assignee: 1, owner: 1, sponsor: 2, unit_head: 2 },
  P2: { assignee: 1, owner: 2, sponsor: 3, unit_head: 5 },
};

const NEEDS_STEPS = { en: 'a P0 needs at least one step', 'zh-CN': 'P0 至少须有一级' };
const AT_ONCE = {
  en: 'must be at least 1: nobody is told together with the step before',
  'zh-CN': '至少为 1:不得与上一级同时通知',
};

/** What an item counts by: its severity, or the mildest until somebody has set one. */
export function ladderSeverity(severity: LadderSeverity | null): LadderSeverity {
  return severity ?? 'P2';
}

/** The ladder that these graces make, lowest step first. */
export function policyOf(severity: LadderSeverity, graces: Graces): EscalationPolicy {
  const steps = STEP_ROLES.flatMap((who) => {
    const grace = graces[who];
    return grace == null ? [] : [{ who, grace }];
  });
  return { unit: GRACE_UNIT_OF[severity], steps };
}

/** Everything that is wrong with a policy, beyond what each of its fields accepts by itself. */
export function problemsInPolicy(severity: LadderSeverity, graces: Graces): FieldProblem[] {
  const { unit, steps } = policyOf(severity, graces);
  const most = LONGEST_GRACE[unit];
  const tooLong = { en: `must be at most ${most}`, 'zh-CN': `不得大于 ${most}` };
  const empty = severity === 'P0' && steps.length === 0;
  return [
    ...(empty ? [{ field: 'graces', code: 'steps_needed', message: NEEDS_STEPS }] : []),
    ...steps.flatMap(({ who, grace }, place) => {
      const field = `graces.${who}`;
      if (grace > most) return [{ field, code: 'grace_too_long', message: tooLong }];
      return place > 0 && grace < 1 ? [{ field, code: 'grace_needed', message: AT_ONCE }] : [];
    }),
  ];
}
