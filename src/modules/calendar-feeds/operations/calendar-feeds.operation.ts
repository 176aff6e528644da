import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { CLOCK } from '../../../config/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { type AccountActor, AccountTrail } from '../../people/index.js';
import { hashOfFeedToken, newFeedToken } from '../domain/feed-token.js';
import { CalendarFeed } from '../persistence/calendar-feed.entity.js';

/** A phone, a computer, a colleague's screen; a hundred would be a mistake. */
const MOST = 10;
const FEED = { en: 'calendar feed', 'zh-CN': '日历订阅' };
const TOO_MANY = {
  en: 'There are 10 feeds already: revoke one that is not used any more.',
  'zh-CN': '已有 10 个日历订阅:请先撤销不再使用的订阅。',
};

/** Makes and revokes the addresses at which a person's dates are read. The token is answered once and kept nowhere. */
@Injectable()
export class CalendarFeeds {
  constructor(
    private readonly transactions: Transactions,
    private readonly trail: AccountTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async create(
    person: AccountActor,
    name: string,
    language: Locale,
  ): Promise<{ readonly feed: CalendarFeed; readonly token: string }> {
    const token = newFeedToken();
    const feed = await this.transactions.run(async (tx) => {
      // One after the other for one person, or two at once would both be the tenth.
      await tx.query('SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [person.userId]);
      const count = await tx.countBy(CalendarFeed, { userId: person.userId, revokedAt: IsNull() });
      if (count >= MOST) throw new DomainError('conflict', { reason: TOO_MANY });
      const made = { id: newId(), userId: person.userId, name, language, tokenHash: hashOfFeedToken(token) };
      const feed = tx.create(CalendarFeed, { ...made, createdAt: this.clock.now(), revokedAt: null });
      await tx.insert(CalendarFeed, feed);
      const changes = { calendarFeed: { from: null, to: name } };
      await this.trail.record(tx, person, { type: 'calendar_feed.created', changes });
      return feed;
    });
    return { feed, token };
  }

  /** From the next request on the address answers 404. */
  async revoke(person: AccountActor, id: string): Promise<CalendarFeed> {
    return this.transactions.run(async (tx) => {
      const where = { id, userId: person.userId };
      const feed = await tx.findOne(CalendarFeed, { where, lock: { mode: 'pessimistic_write' } });
      if (!feed) throw notFound(FEED);
      if (feed.revokedAt !== null) return feed;
      feed.revokedAt = this.clock.now();
      await tx.update(CalendarFeed, { id }, { revokedAt: feed.revokedAt });
      const changes = { calendarFeed: { from: feed.name, to: null } };
      await this.trail.record(tx, person, { type: 'calendar_feed.revoked', changes });
      return feed;
    });
  }
}
