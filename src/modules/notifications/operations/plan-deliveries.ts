import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Mailbox } from '../../../platform/mail/index.js';
import { planDelivery } from '../domain/delivery-plan.js';
import { CLASS_OF } from '../domain/notification-classes.js';
import type { NotificationKind } from '../domain/notification-texts.js';
import { DeliveriesRepository } from '../persistence/deliveries.repository.js';
import { Readers } from '../queries/readers.query.js';

export interface Told {
  readonly id: string;
  readonly userId: string;
}

/** Plans, in the transaction in which people are told, how each hears of it by e-mail. */
@Injectable()
export class PlanDeliveries {
  constructor(
    private readonly mailbox: Mailbox,
    private readonly readers: Readers,
    private readonly deliveries: DeliveriesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Without a mail server nothing is planned: it would all be sent on the day on which somebody sets one. */
  async run(tx: Tx, workspaceId: string, kind: NotificationKind, told: readonly Told[]): Promise<void> {
    if (!this.mailbox.isOpen || told.length === 0) return;
    const now = this.clock.now();
    const people = told.map(({ userId }) => userId);
    const readers = await this.readers.ofAll(tx, workspaceId, people);
    const planned = told.flatMap(({ id: notificationId, userId }) => {
      const reader = readers.get(userId);
      if (!reader) return [];
      const plan = planDelivery(CLASS_OF[kind], reader, workspaceId, now);
      return [{ notificationId, userId, class: CLASS_OF[kind], ...plan }];
    });
    await this.deliveries.plan(tx, workspaceId, planned, now);
  }
}
