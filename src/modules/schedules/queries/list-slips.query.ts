import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { workingDaysBetween } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { type EventRow, ListEvents } from '../../audit/index.js';
import { ownTime, WorkingTimes } from '../../calendars/index.js';
import { type Item, ItemAccess } from '../../items/index.js';
import { type Slip, slipIn, SLIPPING_FIELDS } from '../domain/slip.js';

export interface SlipRow extends Slip {
  readonly title: string;
  /** Days lost, in the calendar of who owes it now. */
  readonly workingDays: number;
  /** Who moved it, when and why. */
  readonly event: EventRow;
}

interface Named {
  readonly id: string;
  readonly title: string;
  readonly assigneeId: string;
}

const PAGE = 500;

// Read by SQL: what can slip lies in several modules, none of which has to know the others for a list of names.
const NAMED = `
  SELECT id, title, assignee_id AS "assigneeId" FROM tasks WHERE item_id = $1
  UNION ALL SELECT id, title, assignee_id FROM milestones WHERE item_id = $1
  UNION ALL SELECT id, title, assignee_id FROM rollout_steps WHERE item_id = $1`;

/** Every time a date of an item, or of what is owed below it, was put off (E-05): read from the trail, which is the record of it. */
@Injectable()
export class ListSlips {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly events: ListEvents,
    private readonly workingTimes: WorkingTimes,
  ) {}

  /** All cycles, in the order in which it happened. */
  async ofItem(actor: Actor, key: string): Promise<SlipRow[]> {
    const item = await this.items.find(actor, key);
    const found = await this.slipsOf(item);
    if (found.length === 0) return [];
    const records = await this.transactions.reader.query<Named[]>(NAMED, [item.id]);
    const calendar = await this.workingTimes.ofWorkspace(actor.workspace);
    const people = [...new Set(records.map(({ assigneeId }) => assigneeId))];
    const times = await this.workingTimes.ofAll(actor.workspace, people);
    return found.map(({ slip, event }) => {
      const record = records.find(({ id }) => id === slip.id);
      const days = record ? ownTime(times, record.assigneeId).calendar : calendar;
      const workingDays = workingDaysBetween(days, slip.from, slip.to);
      return { ...slip, title: record?.title ?? item.title, workingDays, event };
    });
  }

  private async slipsOf({ workspaceId, id: itemId }: Item): Promise<{ slip: Slip; event: EventRow }[]> {
    const slips: { slip: Slip; event: EventRow }[] = [];
    for await (const page of this.events.all({ workspaceId, itemId, changedAnyOf: SLIPPING_FIELDS }, PAGE)) {
      for (const event of page) {
        const slip = slipIn(event);
        if (slip) slips.push({ slip, event });
      }
    }
    return slips;
  }
}
