import {
  addDays,
  addWorkingDays,
  type LocalDate,
  localDateAt,
  LONGEST_REST_DAYS,
  NoWorkday,
  startOfLocalDate,
  type WorkingCalendar,
} from '../../../kernel/time/index.js';
import type { EscalationPolicy, PolicyStep } from './escalation-policy.js';
import { levelOf, type PassReason, type StepRole } from './escalation-words.js';

/** The zone and days of who owes the work. */
export interface OwnDays {
  /** IANA. */
  readonly zone: string;
  readonly calendar: WorkingCalendar;
}

/** Who stands on a step. */
export interface StepPerson {
  readonly userId: string;
  /** Still a member of the workspace. */
  readonly isMember: boolean;
  /** May see the item. */
  readonly seesItem: boolean;
  /** Whether he is absent on the local day that it is for him at that instant. */
  isAway(at: Date): boolean;
}

export interface ToldStep {
  /** 1 to 4. */
  readonly level: number;
  readonly userId: string;
  readonly at: Date;
}

/** All that decides what a round of an escalation does next. */
export interface LadderFacts {
  readonly policy: EscalationPolicy;
  /** The start of the round, or the moment at which its clock last went on, whichever is later. */
  readonly runsFrom: Date;
  readonly told: readonly ToldStep[];
  /** Who owes the work; days of the workspace where nobody does. */
  readonly days: OwnDays;
  /** Null where a step has nobody. */
  readonly people: Readonly<Record<StepRole, StepPerson | null>>;
}

export interface PassedStep {
  readonly level: number;
  readonly who: StepRole;
  readonly userId: string | null;
  readonly reason: PassReason;
}

export interface DueStep {
  readonly level: number;
  readonly who: StepRole;
  readonly userId: string;
  readonly dueAt: Date;
}

/** What comes next: the step that is to be told, if any is left, and those that were passed over on the way to it. */
export interface NextStep {
  readonly step: DueStep | null;
  readonly passed: readonly PassedStep[];
}

interface Candidate {
  readonly step: DueStep;
  readonly isAway: boolean;
}

/** Decides which step is told next, and when. The sweep and the forecast know no other rule (docs/escalation.md). */
export function nextStep(facts: LadderFacts): NextStep {
  const last = Math.max(0, ...facts.told.map(({ level }) => level));
  const ahead = facts.policy.steps.filter(({ who }) => levelOf(who) > last);
  const barred = ahead.flatMap(({ who }) => barredStep(who, facts));
  const open = ahead.flatMap((step) => candidate(step, facts));
  // Better in an inbox than nowhere: the nearest, when all are away.
  const chosen = (open.find(({ isAway }) => !isAway) ?? open[0])?.step ?? null;
  const away = open.map(({ step: { level, who, userId } }) => ({ level, who, userId, reason: 'away' as const }));
  const below = (level: number) => chosen === null || level < chosen.level;
  const passed = [...barred, ...away].filter(({ level }) => below(level)).sort((a, b) => a.level - b.level);
  return { step: chosen, passed };
}

/**
 * All steps up to an instant if nothing changes and every one is told when it is due: what `nextStep` answers, again and
 * again, on a clock that goes ahead.
 *
 * @param from now; what is due already is told now
 */
export function stepsAhead(facts: LadderFacts, from: Date, until: Date): DueStep[] {
  const ahead: DueStep[] = [];
  let told = facts.told;
  for (;;) {
    const { step } = nextStep({ ...facts, told });
    if (step === null || step.dueAt > until) return ahead;
    ahead.push(step);
    told = [...told, { level: step.level, userId: step.userId, at: latest([step.dueAt, from]) }];
  }
}

/** When a promise for a day is broken: with the first working day after it, of who owes the work, whatever day it is itself. */
export function promiseEnds(untilOn: LocalDate, { zone, calendar }: OwnDays): Date {
  return startOfLocalDate(workingDaysAfter(untilOn, 1, calendar), zone);
}

function barredStep(who: StepRole, { people, told }: LadderFacts): PassedStep[] {
  const reason = obstacle(people[who], told);
  return reason === null ? [] : [{ level: levelOf(who), who, userId: people[who]?.userId ?? null, reason }];
}

function candidate(policyStep: PolicyStep, facts: LadderFacts): Candidate[] {
  const { who } = policyStep;
  const person = facts.people[who];
  if (person === null || obstacle(person, facts.told) !== null) return [];
  const dueAt = graceEnds(policyStep, facts);
  return [{ step: { level: levelOf(who), who, userId: person.userId, dueAt }, isAway: person.isAway(dueAt) }];
}

function obstacle(person: StepPerson | null, told: readonly ToldStep[]): PassReason | null {
  if (person === null) return 'nobody';
  if (!person.isMember) return 'left';
  if (!person.seesItem) return 'cannot_see';
  return told.some(({ userId }) => userId === person.userId) ? 'told_already' : null;
}

function graceEnds({ grace }: PolicyStep, { policy, runsFrom, told, days: { zone, calendar } }: LadderFacts): Date {
  const from = latest([runsFrom, ...told.map(({ at }) => at)]);
  if (policy.unit === 'minutes') return new Date(from.getTime() + grace * 60_000);
  if (grace === 0) return from;
  const day = localDateAt(from, zone);
  return startOfLocalDate(workingDaysAfter(day, grace, calendar), zone);
}

/** Whoever rests for years is not waited for by looking through them day by day. */
function workingDaysAfter(day: LocalDate, count: number, calendar: WorkingCalendar): LocalDate {
  try {
    return addWorkingDays(calendar, day, count);
  } catch (error) {
    if (error instanceof NoWorkday) return addDays(day, LONGEST_REST_DAYS);
    throw error;
  }
}

function latest(instants: readonly Date[]): Date {
  return new Date(Math.max(...instants.map((instant) => instant.getTime())));
}
