import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { type LocalDate, localDateAt } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { WorkingTimes } from '../../calendars/index.js';
import type { Item } from '../../items/index.js';
import { finishAfterStanding } from '../domain/standing-finish.js';

/**
 * Lets the clock of an item's own planned finish stand and go on, in the working days of the workspace: nobody owes the
 * finish alone. What it stood is given back and is no slip.
 */
@Injectable()
export class KeepFinish {
  constructor(
    private readonly workingTimes: WorkingTimes,
    private readonly journal: Journal,
  ) {}

  async keep(tx: Tx, actor: Actor, item: Item, stands: boolean, at: Date): Promise<void> {
    const { plannedFinish: from, finishStoppedOn: since } = item;
    const today = localDateAt(at, actor.workspace.timeZone);
    if (stands) {
      if (from !== null && since === null) await this.write(tx, item, { stoppedOn: today, finish: from });
      return;
    }
    if (since === null) return;
    const calendar = await this.workingTimes.ofWorkspace(actor.workspace, tx);
    // An item that is over has no finish to wait for.
    const isGivenBack = from !== null && item.status === 'active';
    const to = isGivenBack ? finishAfterStanding(from, since, today, calendar).day : from;
    await this.write(tx, item, { stoppedOn: null, finish: to });
    if (to === from) return;
    await this.journal.record(tx, actor, {
      type: 'item.clock_resumed',
      subject: { type: 'item', id: item.id },
      itemId: item.id,
      changes: { plannedFinish: { from, to } },
      facts: { key: item.key, title: item.title, ownerId: item.ownerId },
    });
  }

  private async write(
    tx: Tx,
    { id, plannedFinish }: Item,
    { stoppedOn, finish }: { readonly stoppedOn: LocalDate | null; readonly finish: LocalDate | null },
  ): Promise<void> {
    // Whoever read the finish before has read another; that it stands tells nobody’s writing apart.
    await tx.query(
      'UPDATE items SET finish_stopped_on = $2, planned_finish = $3, version = version + $4 WHERE id = $1',
      [id, stoppedOn, finish, finish === plannedFinish ? 0 : 1],
    );
  }
}
