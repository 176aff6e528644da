import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Workspaces } from '../../people/index.js';
import { NOTIFICATION } from '../domain/notification-words.js';

/** Marks what a person was told as read; again changes nothing. */
@Injectable()
export class ReadNotification {
  constructor(
    private readonly transactions: Transactions,
    private readonly workspaces: Workspaces,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found, for what another person was told too */
  async run(userId: string, id: string): Promise<void> {
    const marked = await this.workspaces.askInEach(await this.workspaces.ofPerson(userId), () => this.mark(userId, id));
    if (marked.length === 0) throw notFound(NOTIFICATION);
  }

  private mark(userId: string, id: string): Promise<unknown[]> {
    return this.transactions.run(async (tx) => {
      const [marked] = await tx.query<[unknown[], number]>(
        'UPDATE notifications SET read_at = coalesce(read_at, $3) WHERE id = $1 AND user_id = $2 RETURNING id',
        [id, userId, this.clock.now()],
      );
      return marked;
    });
  }
}
