import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { type Clock, lateFrom, startOfLocalDate } from '../../../kernel/time/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import type { LadderSeverity, SubjectType } from '../domain/escalation-words.js';
import { type DueStep, type LadderFacts, stepsAhead } from '../domain/ladder.js';
import { later } from '../domain/round.js';
import type { Escalation } from '../persistence/escalation.entity.js';
import { ForeseenSubjects, type Foreseen } from './foreseen-subjects.query.js';
import { Ladders } from './ladders.query.js';
import { promiseOf } from './round-facts.js';
import { type Subject, subjectKey } from './subject.js';
import { Subjects } from './subjects.query.js';

export interface ForecastFilter {
  readonly days: number;
  /** Who would be told. */
  readonly userId?: string;
  readonly limit: number;
  readonly cursor?: string;
}

export interface ForecastRow extends DueStep {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly itemKey: string | null;
  readonly title: string;
  readonly severity: LadderSeverity | null;
  readonly userName: string | null;
  /** Of the round that is open; null for what is not late yet. */
  readonly escalationId: string | null;
}

const DAY_MS = 86_400_000;

/**
 * Who will be told of what in the coming days (N-07): a dry run of the decision that the sweep makes, with the same facts,
 * on a clock that goes ahead.
 */
@Injectable()
export class ForecastEscalations {
  constructor(
    private readonly transactions: Transactions,
    private readonly foreseen: ForeseenSubjects,
    private readonly subjects: Subjects,
    private readonly ladders: Ladders,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In the order in which people will be told. */
  async run(actor: Actor, { days, userId, limit, cursor }: ForecastFilter): Promise<Page<ForecastRow>> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + days * DAY_MS);
    const rows: ForecastRow[] = [];
    for await (const batch of this.foreseen.batches(actor, until))
      rows.push(...(await this.ahead(actor, batch, now, until)));
    const asked = userId === undefined ? rows : rows.filter((row) => row.userId === userId);
    const after = cursor === undefined ? null : decodeCursor(cursor, 'instant', 'text').join(' ');
    const ordered = asked.map((row) => ({ row, place: placeOf(row) })).sort((a, b) => (a.place < b.place ? -1 : 1));
    const rest = ordered.filter(({ place }) => after === null || place > after).slice(0, limit + 1);
    return this.named(
      pageOf(
        rest.map(({ row }) => row),
        limit,
        positionOf,
      ),
    );
  }

  private async ahead(actor: Actor, batch: readonly Foreseen[], now: Date, until: Date): Promise<ForecastRow[]> {
    const { reader } = this.transactions;
    const found = await this.subjects.of(reader, actor.workspace, batch, 'none');
    const factsOf = await this.ladders.of(reader, actor.workspace, [...found.values()]);
    return batch.flatMap(({ subjectType, subjectId, round, told }) => {
      const subject = found.get(subjectKey(subjectType, subjectId));
      if (!subject || subject.stands || subject.isItemOver || !subject.isOwed) return [];
      const facts = factsOf(subject, { runsFrom: later(round?.runsFrom ?? now, subject.wentOnAt), told });
      const from = round === null ? startsAt(subject, facts, now) : promisedFrom(round, facts);
      const ahead = stepsAhead(from, now, until);
      const { itemKey, title, severity } = subject;
      const what = { subjectType, subjectId, itemKey, title, severity };
      return ahead.map((step) => ({ ...step, ...what, escalationId: round?.id ?? null, userName: null }));
    });
  }

  private async named({ rows, nextCursor }: Page<ForecastRow>): Promise<Page<ForecastRow>> {
    const people = await this.transactions.reader.query<{ id: string; name: string }[]>(
      'SELECT id, name FROM users WHERE id = ANY($1::uuid[])',
      [[...new Set(rows.map(({ userId }) => userId))]],
    );
    const names = new Map(people.map(({ id, name }) => [id, name]));
    return { rows: rows.map((row) => ({ ...row, userName: names.get(row.userId) ?? null })), nextCursor };
  }
}

/** What is not late yet begins to climb when the sweep flags it: as soon as it is late. */
function startsAt({ dueOn }: Subject, facts: LadderFacts, now: Date): LadderFacts {
  const { zone, calendar } = facts.days;
  const lateAt = dueOn === null ? now : startOfLocalDate(lateFrom(dueOn, calendar), zone);
  return { ...facts, runsFrom: later(lateAt, now) };
}

/** What was acknowledged climbs anew from the end of the promise. */
function promisedFrom(round: Pick<Escalation, 'untilOn' | 'untilAt'>, facts: LadderFacts): LadderFacts {
  const ends = promiseOf(round, facts.days);
  return ends === null ? facts : { ...facts, runsFrom: ends, told: [] };
}

function positionOf({ dueAt, subjectType, subjectId, level }: ForecastRow): [string, string] {
  return [dueAt.toISOString(), `${subjectType} ${subjectId} ${level}`];
}

function placeOf(row: ForecastRow): string {
  return positionOf(row).join(' ');
}
