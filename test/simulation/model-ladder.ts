import type { ModelPeople } from './model-people.js';
import type { Subject } from './model-state.js';
import { dayBegins, workedAfter, workedDaysLater } from './naive-days.js';
import { type Day, type Graces, type Instant, type Severity, type Step, STEPS } from './script.js';

/** One round of telling people, step by step. */
interface Round {
  readonly since: Instant;
  /** When its clock last went on after it had stood. */
  wentOnAt: Instant | null;
  readonly told: { readonly step: Step; readonly whom: string; readonly at: Instant }[];
  /** Until when somebody has taken it on himself. */
  promise: Day | Instant | null;
}

interface StepAhead {
  readonly step: Step;
  readonly whom: string;
  readonly dueAt: Instant;
}

/** What the ladder says, and to whom. */
export type Say = (at: Instant, kind: string, about: string, whom: readonly string[]) => void;

/** The defaults of docs/escalation.md: minutes for a P0, working days for the others. */
const DEFAULTS: Readonly<Record<Severity, Graces>> = {
  P0: { assignee: 0, owner: 30, sponsor: 60, unit_head: 120 },
  P1: { assignee: 1, owner: 1, sponsor: 2, unit_head: 2 },
  P2: { assignee: 1, owner: 2, sponsor: 3, unit_head: 5 },
};
const A_DAY_MS = 86_400_000;

/** The escalation ladder as docs/escalation.md describes it, round by round. */
export class ModelLadder {
  /** What has come up at least once, so that a quarter can show that it is full enough. */
  readonly situations = new Set<string>();
  private readonly rounds = new Map<string, Round>();
  private readonly policies = { ...DEFAULTS };

  constructor(
    private readonly people: ModelPeople,
    private readonly say: Say,
  ) {}

  setPolicy(severity: Severity, graces: Graces): void {
    this.policies[severity] = graces;
  }

  /** At most one round is open for a subject. */
  begin({ name }: Subject, at: Instant): void {
    if (!this.rounds.has(name)) this.rounds.set(name, newRound(at));
  }

  end({ name }: Subject): void {
    this.rounds.delete(name);
  }

  /** Put off or given to somebody else, and still late: a new round. */
  beginAnew({ name }: Subject, at: Instant): void {
    if (this.rounds.has(name)) this.rounds.set(name, newRound(at));
  }

  goOn({ name }: Subject, at: Instant): void {
    const round = this.rounds.get(name);
    if (round) round.wentOnAt = at;
  }

  /** Stops it until the promise is over; who was told, and who owes it, hears of it. Left out where nobody can. */
  acknowledge({ name, assignee, item }: Subject, by: 'first' | 'last', until: Day | Instant, at: Instant): void {
    const round = this.rounds.get(name);
    const one = round?.told.at(by === 'first' ? 0 : -1)?.whom;
    if (!round || one === undefined || round.promise !== null) return;
    round.promise = until;
    this.situations.add(`acknowledged, a ${item.severity === 'P0' ? 'P0' : 'P1 or P2'}`);
    const others = [...round.told.map(({ whom }) => whom), assignee ?? item.owner].filter((whom) => whom !== one);
    this.say(at, 'escalation.acknowledged', name, others);
  }

  /** Tells at most one step, and nothing while the clock stands or somebody has taken it on. */
  look(subject: Subject, at: Instant): void {
    const round = this.unpromised(subject, at);
    if (!round || subject.stands) return;
    const next = this.nextStep(subject, round);
    if (!next || next.dueAt > at) return;
    this.note(subject, round, next, at);
    round.told.push({ step: next.step, whom: next.whom, at });
    this.say(at, `escalation.raised to the ${next.step}`, subject.name, [next.whom]);
  }

  /** The open round, if nobody has taken it on; a new one from the end of a promise that is broken. */
  private unpromised(subject: Subject, at: Instant): Round | undefined {
    const round = this.rounds.get(subject.name);
    if (!round?.promise) return round;
    const ends = this.promiseEnds(subject, round.promise);
    if (ends > at || subject.stands) return undefined;
    this.situations.add('a promise broken');
    const anew = newRound(latest(ends, round.wentOnAt));
    this.rounds.set(subject.name, anew);
    return anew;
  }

  /** With the first working day, of who owes it, after the day. */
  private promiseEnds({ assignee, item }: Subject, until: Day | Instant): Instant {
    if (until.includes('T')) return until;
    const owes = assignee ?? item.owner;
    return dayBegins(workedAfter(this.people.works(owes), until), this.people.zoneOf(owes));
  }

  /** The nearest who is not away; the nearest of all, when all are. */
  private nextStep(subject: Subject, round: Round): StepAhead | undefined {
    const ahead = this.stepsAhead(subject, round);
    const here = ahead.find(({ whom, dueAt }) => !this.people.isAway(whom, this.people.today(whom, dueAt)));
    if (!here && ahead.length > 0) this.situations.add('everybody left away');
    return here ?? ahead[0];
  }

  private stepsAhead(subject: Subject, round: Round): StepAhead[] {
    const graces = this.policies[subject.item.severity];
    const last = round.told.at(-1);
    const above = last ? STEPS.slice(STEPS.indexOf(last.step) + 1) : STEPS;
    return above.flatMap((step) => {
      const whom = this.personOn(step, subject);
      const grace = graces[step];
      if (whom === null || grace === undefined || round.told.some((told) => told.whom === whom)) return [];
      return [{ step, whom, dueAt: this.graceEnds(grace, subject, graceFrom(round)) }];
    });
  }

  private personOn(step: Step, { assignee, item }: Subject): string | null {
    switch (step) {
      case 'assignee':
        return assignee;
      case 'owner':
      case 'sponsor':
        return item[step];
      case 'unit_head':
        return this.people.superiorOf(assignee ?? item.owner);
    }
  }

  private graceEnds(grace: number, { assignee, item }: Subject, from: Instant): Instant {
    if (item.severity === 'P0') return new Date(Date.parse(from) + grace * 60_000).toISOString();
    if (grace === 0) return from;
    const owes = assignee ?? item.owner;
    const day = workedDaysLater(this.people.works(owes), this.people.today(owes, from), grace);
    return dayBegins(day, this.people.zoneOf(owes));
  }

  private note(subject: Subject, round: Round, { step, whom, dueAt }: StepAhead, at: Instant): void {
    const { severity } = subject.item;
    this.situations.add(`the ${step} of a ${severity === 'P0' ? 'P0' : 'P1 or P2'}`);
    if (this.policies[severity] !== DEFAULTS[severity]) this.situations.add('a policy of its own');
    if (round.wentOnAt !== null && graceFrom(round) === round.wentOnAt) this.situations.add('grace after standing');
    if (this.stepsAhead(subject, round)[0]?.whom !== whom) this.situations.add('somebody away passed over');
    if (Date.parse(at) - Date.parse(dueAt) > A_DAY_MS) this.situations.add('told late, after the lost day');
  }
}

function newRound(since: Instant): Round {
  return { since, wentOnAt: null, told: [], promise: null };
}

/** The latest of the start, the step before and the moment at which the clock went on. */
function graceFrom({ since, wentOnAt, told }: Round): Instant {
  return latest(latest(since, wentOnAt), told.at(-1)?.at ?? null);
}

function latest(one: Instant, other: Instant | null): Instant {
  return other !== null && other > one ? other : one;
}
