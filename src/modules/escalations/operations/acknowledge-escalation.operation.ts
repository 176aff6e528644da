import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound, refuseFields } from '../../../kernel/errors/index.js';
import { type Clock, type LocalDate, localDateAt } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { ItemAccess } from '../../items/index.js';
import { problemsInPromise, type PromisedUntil } from '../domain/acknowledgement.js';
import { ESCALATION_NOUN, ESCALATION_STATE_NAMES, SUBJECT_NAMES } from '../domain/escalation-words.js';
import { EscalationStep } from '../persistence/escalation-step.entity.js';
import { Escalation } from '../persistence/escalation.entity.js';
import { Ladders } from '../queries/ladders.query.js';
import { promiseOf, stateOf, toldOf } from '../queries/round-facts.js';
import { type Subject, subjectKey } from '../queries/subject.js';
import { Subjects } from '../queries/subjects.query.js';
import { subjectFacts } from './subject-facts.js';

export interface Acknowledgement {
  readonly note: string;
  readonly untilOn?: LocalDate | null;
  /** ISO 8601. */
  readonly untilAt?: string | null;
}

const WHOM = { en: 'somebody whom this escalation has reached', 'zh-CN': '已收到该升级通知的人' };

/** Takes it on oneself: nobody else is told until what was promised runs out (E-03). */
@Injectable()
export class AcknowledgeEscalation {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly subjects: Subjects,
    private readonly ladders: Ladders,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found, stale_version, not_yours, illegal_state, invalid_fields */
  async run(actor: Actor, id: string, version: number, given: Acknowledgement): Promise<void> {
    await this.transactions.run(async (tx) => {
      const round = await this.locked(tx, actor, id, version);
      const told = toldOf(await tx.findBy(EscalationStep, { escalationId: id })).map(({ userId }) => userId);
      if (actor.userId === null || !told.includes(actor.userId)) throw new DomainError('not_yours', { who: WHOM });
      refuseUnlessOpen(round);
      const until = { untilOn: given.untilOn ?? null, untilAt: given.untilAt ? new Date(given.untilAt) : null };
      const { subject, endsAt } = await this.judge(tx, actor, round, until);
      const acknowledged = {
        acknowledgedBy: actor.userId,
        acknowledgedAt: this.clock.now(),
        note: given.note,
        ...until,
      };
      const lookAt = round.standsSince === null ? endsAt : null;
      await tx.update(Escalation, { id }, { ...acknowledged, lookAt, version: version + 1 });
      const others = [...new Set([...told, subject.owedBy])].filter(
        (userId) => userId !== null && userId !== actor.userId,
      );
      await this.record(tx, actor, round, subject, { note: given.note, ...until }, others);
    });
  }

  private async locked(tx: Tx, actor: Actor, id: string, version: number): Promise<Escalation> {
    const where = { id, workspaceId: actor.workspace.id };
    const found = await tx.findOneBy(Escalation, where);
    if (!found) throw notFound(ESCALATION_NOUN);
    if (found.itemId !== null) await this.items.ofRecord(actor, found.itemId, ESCALATION_NOUN, tx);
    const round = await tx.findOneOrFail(Escalation, { where, lock: { mode: 'pessimistic_write' } });
    if (round.version !== version) throw new DomainError('stale_version');
    return round;
  }

  /** @throws DomainError invalid_fields */
  private async judge(
    tx: Tx,
    actor: Actor,
    round: Escalation,
    until: PromisedUntil,
  ): Promise<{ subject: Subject; endsAt: Date | null }> {
    const subjects = await this.subjects.of(tx, actor.workspace, [round], 'none');
    const subject = subjects.get(subjectKey(round.subjectType, round.subjectId));
    if (!subject) throw notFound(ESCALATION_NOUN);
    const factsOf = await this.ladders.of(tx, actor.workspace, [subject]);
    const { policy, days } = factsOf(subject, { runsFrom: round.runsFrom, told: [] });
    const now = this.clock.now();
    refuseFields(problemsInPromise(policy.unit, until, localDateAt(now, days.zone), now));
    return { subject, endsAt: promiseOf(until, days) };
  }

  private async record(
    tx: Tx,
    actor: Actor,
    { id, itemId }: Escalation,
    subject: Subject,
    { note, untilOn, untilAt }: PromisedUntil & { readonly note: string },
    others: readonly (string | null)[],
  ): Promise<void> {
    const until = untilOn ?? untilAt?.toISOString() ?? null;
    await this.journal.record(tx, actor, {
      type: 'escalation.acknowledged',
      subject: { type: 'escalation', id },
      itemId,
      changes: { note: { from: null, to: note }, until: { from: null, to: until } },
      facts: {
        ...subjectFacts(subject),
        ...{ aboutName: SUBJECT_NAMES[subject.type], note, until, others },
      },
    });
  }
}

/** @throws DomainError illegal_state */
function refuseUnlessOpen(round: Escalation): void {
  const state = stateOf(round);
  if (round.endedAt === null && round.acknowledgedAt === null) return;
  throw new DomainError('illegal_state', {
    what: ESCALATION_NOUN,
    from: ESCALATION_STATE_NAMES[state === 'standing' ? 'acknowledged' : state],
    to: ESCALATION_STATE_NAMES.acknowledged,
  });
}
