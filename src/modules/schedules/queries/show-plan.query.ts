import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { type Clock, localDateAt, type WorkingCalendar } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { type OwnTimes, ownTime, WorkingTimes } from '../../calendars/index.js';
import { type Item, ItemAccess } from '../../items/index.js';
import type { PlannedRecord } from '../domain/forward-pass.js';
import { type ItemPlan, itemPlan, type PlanRow } from '../domain/item-plan.js';
import { finishAfterStanding } from '../domain/standing-finish.js';
import { onOrAfter } from '../domain/working-steps.js';
import { ListDependencies } from './list-dependencies.query.js';
import { OwedRecords, type ScheduledRecord } from './owed-records.query.js';

export interface PlanShown extends Omit<ItemPlan, 'rows'> {
  readonly rows: readonly { readonly row: PlanRow; readonly scheduled: ScheduledRecord }[];
  /** The record by which the finish moves; null while it does not, or moves by the clock of the item itself. */
  readonly delayedBy: ScheduledRecord | null;
  /** Of the item. */
  readonly title: string;
}

/** What the dates below an item mean today for its finish. */
@Injectable()
export class ShowPlan {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly dependencies: ListDependencies,
    private readonly records: OwedRecords,
    private readonly workingTimes: WorkingTimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of its present cycle; what was dropped or cancelled is no part of it. */
  async ofItem(actor: Actor, key: string): Promise<PlanShown> {
    const item = await this.items.find(actor, key);
    const { reader } = this.transactions;
    const scheduled = (await this.records.of(reader, item)).filter(({ isOpen, finishedAt }) => isOpen || finishedAt);
    const people = [...new Set(scheduled.map(({ record }) => record.assigneeId))];
    const times = await this.workingTimes.ofAll(actor.workspace, people);
    const links = await this.dependencies.standing(reader, item);
    const ids = new Set(scheduled.map(({ record }) => record.id));
    const between = links.filter(({ predecessorId, successorId }) => ids.has(predecessorId) && ids.has(successorId));
    const days = await this.workingTimes.ofWorkspace(actor.workspace);
    const ownFinish = item.plannedFinish === null ? null : onOrAfter(days, item.plannedFinish);
    const { rows, ...plan } = itemPlan(
      scheduled.map((each) => planned(each, times, this.clock.now())),
      between,
      ownFinish,
      this.standing(actor, item, ownFinish, days),
    );
    const of = (id: string | null | undefined) => scheduled.find(({ record }) => record.id === id) ?? null;
    const shown = rows.flatMap((row) => {
      const found = of(row.record.id);
      return found ? [{ row, scheduled: found }] : [];
    });
    return { ...plan, rows: shown, delayedBy: of(plan.delay?.recordId), title: item.title };
  }

  private standing(actor: Actor, { finishStoppedOn }: Item, ownFinish: string | null, days: WorkingCalendar) {
    if (ownFinish === null || finishStoppedOn === null) return null;
    const today = localDateAt(this.clock.now(), actor.workspace.timeZone);
    return finishAfterStanding(ownFinish, finishStoppedOn, today, days);
  }
}

/** A record in the days and the zone of who owes it. */
function planned({ kind, record, finishedAt }: ScheduledRecord, times: OwnTimes, now: Date): PlannedRecord {
  const { zone, calendar } = ownTime(times, record.assigneeId);
  const { id, dueOn, stoppedOn } = record;
  return {
    id,
    dueOn,
    stoppedOn,
    calendar,
    isMilestone: kind === 'milestone',
    createdOn: localDateAt(record.createdAt, zone),
    finishedOn: finishedAt && localDateAt(finishedAt, zone),
    today: localDateAt(now, zone),
  };
}
