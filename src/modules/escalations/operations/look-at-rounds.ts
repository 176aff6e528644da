import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import type { Actor } from '../../../kernel/actor/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { type LadderFacts, nextStep } from '../domain/ladder.js';
import { later, roundEnd, type RoundEnd } from '../domain/round.js';
import { EscalationStep } from '../persistence/escalation-step.entity.js';
import { Escalation } from '../persistence/escalation.entity.js';
import { type FactsOf, Ladders } from '../queries/ladders.query.js';
import { promiseOf, toldOf } from '../queries/round-facts.js';
import { type Subject, subjectKey } from '../queries/subject.js';
import { type SubjectLock, Subjects } from '../queries/subjects.query.js';
import { OpenRounds } from './open-rounds.js';
import { subjectFacts } from './subject-facts.js';
import { TellStep } from './tell-step.js';

/** When somebody looks, and since when what he sees may have been so. */
export interface Look {
  readonly now: Date;
  readonly changedAt: Date;
  readonly lock: SubjectLock;
}

interface Seen extends Look {
  readonly actor: Actor;
  readonly subject: Subject;
  readonly factsOf: FactsOf;
}

/** Brings rounds up to what holds now: ends them, lets them stand or go on, tells the step that is due. */
@Injectable()
export class LookAtRounds {
  constructor(
    private readonly subjects: Subjects,
    private readonly ladders: Ladders,
    private readonly open: OpenRounds,
    private readonly steps: TellStep,
    private readonly journal: Journal,
  ) {}

  /**
   * @param rounds open, and locked until the transaction ends
   * @returns how many people were told
   */
  async run(tx: Tx, actor: Actor, rounds: readonly Escalation[], look: Look): Promise<number> {
    if (rounds.length === 0) return 0;
    const subjects = await this.subjects.of(tx, actor.workspace, rounds, look.lock);
    const factsOf = await this.ladders.of(tx, actor.workspace, [...subjects.values()]);
    const steps = await tx.findBy(EscalationStep, { escalationId: In(rounds.map(({ id }) => id)) });
    let told = 0;
    for (const round of rounds) {
      const subject = subjects.get(subjectKey(round.subjectType, round.subjectId));
      // Somebody changes it at this moment: the next run sees what became of it.
      if (!subject) continue;
      const own = steps.filter(({ escalationId }) => escalationId === round.id);
      told += await this.lookAt(tx, round, own, { ...look, actor, subject, factsOf });
    }
    return told;
  }

  private async lookAt(tx: Tx, round: Escalation, steps: EscalationStep[], seen: Seen): Promise<number> {
    const { subject, factsOf, now, changedAt } = seen;
    const { days } = factsOf(subject, { runsFrom: round.runsFrom, told: [] });
    const promiseEnds = promiseOf(round, days);
    const end = roundEnd({ ...round, promiseEnds }, subject, now, changedAt);
    if (end !== null) return this.end(tx, round, end, seen);
    // State, written with the end of the hold or block itself: nobody need have looked while it stood.
    const runsFrom = later(round.runsFrom, subject.wentOnAt);
    const { owedBy, dueOn, slips, stands } = subject;
    const state = { owedBy, dueOn, slips, runsFrom, standsSince: stands ? (round.standsSince ?? changedAt) : null };
    if (stands) return this.save(tx, round, { ...state, lookAt: null });
    if (promiseEnds !== null) return this.save(tx, round, { ...state, lookAt: promiseEnds });
    return this.climb(tx, { ...round, ...state }, round, steps, seen);
  }

  /** Tells the next step if it is due, and notes when to look again. */
  private async climb(
    tx: Tx,
    round: Escalation,
    before: Escalation,
    steps: readonly EscalationStep[],
    { actor, subject, factsOf, now }: Seen,
  ): Promise<number> {
    const told = toldOf(steps);
    const facts: LadderFacts = factsOf(subject, { runsFrom: round.runsFrom, told });
    const { step, passed } = nextStep(facts);
    await this.steps.pass(tx, round, steps, passed);
    if (step === null || step.dueAt > now) return this.save(tx, before, { ...round, lookAt: step?.dueAt ?? null });
    const isTold = await this.steps.tell(tx, actor, round, subject, step, now);
    const after = nextStep({ ...facts, told: [...told, { level: step.level, userId: step.userId, at: now }] });
    await this.steps.pass(tx, round, await tx.findBy(EscalationStep, { escalationId: round.id }), after.passed);
    await this.save(tx, before, { ...round, lookAt: after.step?.dueAt ?? null, version: before.version + 1 });
    return isTold ? 1 : 0;
  }

  private async end(tx: Tx, round: Escalation, end: RoundEnd, seen: Seen): Promise<number> {
    const { actor, subject, changedAt } = seen;
    await this.save(tx, round, { endedAt: changedAt, endReason: end.reason, standsSince: null, lookAt: null });
    await this.journal.record(tx, actor, {
      type: 'escalation.ended',
      subject: { type: 'escalation', id: round.id },
      itemId: round.itemId,
      changes: { endReason: { from: null, to: end.reason } },
      facts: { ...subjectFacts(subject), because: end.reason },
    });
    if (end.nextFrom === null) return 0;
    const { reason, nextFrom } = end;
    const next = await this.open.after(tx, round, subject, reason, nextFrom);
    return this.lookAt(tx, next, [], { ...seen, changedAt: later(nextFrom, changedAt) });
  }

  /** Whatever differs. The version counts what a reader sees, and when to look again is not among it. */
  private async save(tx: Tx, before: Escalation, after: Partial<Escalation>): Promise<0> {
    const changed = Object.keys(changesBetween(before, after));
    if (changed.length === 0) return 0;
    const isSeen = changed.some((field) => field !== 'lookAt' && field !== 'version');
    const version = before.version + (isSeen || changed.includes('version') ? 1 : 0);
    await tx.update(Escalation, { id: before.id }, { ...after, version });
    return 0;
  }
}
