import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import {
  type Clock,
  deadlineOf,
  localDateAt,
  stopped,
  unflaggedUnlessLate,
  wentOnAt,
} from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { WorkingTimes } from '../../calendars/index.js';
import { deadlineBelow } from '../../items/index.js';
import type { OwedAtHand } from './owed-access.js';
import { standsByItself } from './owed-kind.js';
import { OwedKinds } from './owed-kinds.js';

/** Lets the clock of something owed stand while it waits for an approval, and go on afterwards (E-06). */
@Injectable()
export class OwedClock {
  constructor(
    private readonly kinds: OwedKinds,
    private readonly workingTimes: WorkingTimes,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Writes which approval the record waits for. Once it waits for none, the working days it stood are given back, unless
   * it is blocked besides.
   */
  async waitFor(tx: Tx, actor: Actor, { kind, record, item }: OwedAtHand, approvalId: string | null): Promise<void> {
    const owedKind = this.kinds.of(kind);
    const { zone, calendar } = await this.workingTimes.of(actor.workspace, record.assigneeId, tx);
    const now = this.clock.now();
    const today = localDateAt(now, zone);
    const onwards = () =>
      unflaggedUnlessLate(
        deadlineBelow(item, record, standsByItself(owedKind, { ...record, approvalId }), today, calendar),
        today,
        calendar,
      );
    const deadline = approvalId === null ? onwards() : stopped(deadlineOf(record), today);
    const after = { ...deadline, approvalId };
    await tx.update(
      owedKind.entity,
      { id: record.id },
      {
        ...after,
        wentOnAt: wentOnAt(record, after, now),
        version: record.version + 1,
      },
    );
    const { itemKey, title, assigneeId } = record;
    const facts = { itemKey, title, assigneeId, dueOn: after.dueOn, ownerId: item.ownerId };
    const changes = changesBetween(record, after);
    await this.journal.record(tx, actor, {
      type: `${kind}.${approvalId === null ? 'approval_settled' : 'approval_awaited'}`,
      subject: { type: kind, id: record.id },
      itemId: item.id,
      changes,
      facts,
    });
  }
}
