import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { type Clock, type DueState, dueStanding, localDateAt } from '../../../kernel/time/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { ownTime, WorkingTimes } from '../../calendars/index.js';
import { type EscalationStanding, EscalationStandings } from '../../schedules/index.js';
import { OCCURRENCE_NOUN, type OccurrenceStatus } from '../domain/recurring-words.js';
import { RecurringOccurrence } from '../persistence/recurring-occurrence.entity.js';

export interface OccurrenceFilter {
  readonly ruleId?: string;
  readonly status?: OccurrenceStatus;
  readonly ownerId?: string;
  readonly limit: number;
  readonly cursor?: string;
}

export type OccurrenceRow = RecurringOccurrence & {
  /** Null once nothing is owed. */
  readonly state: DueState | null;
  readonly overdueDays: number;
  /** Null while nobody was told that it is late, or nobody need be any more. */
  readonly escalation: EscalationStanding | null;
};

/** The dates of rules that stand there: owed, done, skipped and missed, the latest date first. */
@Injectable()
export class Occurrences {
  constructor(
    private readonly transactions: Transactions,
    private readonly workingTimes: WorkingTimes,
    private readonly standings: EscalationStandings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async page(actor: Actor, { limit, cursor, ...filter }: OccurrenceFilter): Promise<Page<OccurrenceRow>> {
    const query = this.transactions.reader
      .createQueryBuilder(RecurringOccurrence, 'o')
      .where({ workspaceId: actor.workspace.id, ...filter })
      .orderBy('o.plannedOn', 'DESC')
      .addOrderBy('o.id', 'DESC')
      .take(limit + 1);
    if (cursor !== undefined) {
      const [day, id] = decodeCursor(cursor, 'day', 'id');
      query.andWhere('(o.planned_on, o.id) < (:day::date, :id::uuid)', { day, id });
    }
    const rows = await this.standing(actor, await query.getMany());
    return pageOf(rows, limit, ({ plannedOn, id }) => [plannedOn, id]);
  }

  /** @throws DomainError not_found */
  async one(actor: Actor, id: string): Promise<OccurrenceRow> {
    const where = { id, workspaceId: actor.workspace.id };
    const found = await this.transactions.reader.findOneBy(RecurringOccurrence, where);
    const [row] = await this.standing(actor, found ? [found] : []);
    if (!row) throw notFound(OCCURRENCE_NOUN);
    return row;
  }

  private async standing({ workspace }: Actor, rows: readonly RecurringOccurrence[]): Promise<OccurrenceRow[]> {
    const times = await this.workingTimes.ofAll(workspace, [...new Set(rows.map(({ ownerId }) => ownerId))]);
    const climbing = await this.standings.of(
      workspace,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => {
      const escalation = climbing.get(row.id) ?? null;
      if (row.status !== 'open') return Object.assign(row, { state: null, overdueDays: 0, escalation });
      const { zone, calendar } = ownTime(times, row.ownerId);
      const today = localDateAt(this.clock.now(), zone);
      return Object.assign(row, { ...dueStanding({ dueOn: row.dueOn, stoppedOn: null }, today, calendar), escalation });
    });
  }
}
