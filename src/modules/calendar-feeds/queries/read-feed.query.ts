import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { MyWork } from '../../worklist/index.js';
import { hashOfFeedToken } from '../domain/feed-token.js';
import { CalendarFeed } from '../persistence/calendar-feed.entity.js';
import { calendarOf } from './calendar-text.js';

const FEED = { en: 'calendar feed', 'zh-CN': '日历订阅' };
/** More dates than a calendar can show to anybody. */
const MOST = 1_000;

export interface FeedRead {
  /** iCalendar, RFC 5545. */
  readonly text: string;
  /** Strong: the same text has the same one. */
  readonly etag: string;
}

/** A person's dates as a calendar: all that he owes by a day, as his own list has it, and nothing that he does not see. */
@Injectable()
export class ReadFeed {
  constructor(
    private readonly transactions: Transactions,
    private readonly myWork: MyWork,
  ) {}

  /** @throws DomainError not_found for a token that is unknown or revoked */
  async run(token: string): Promise<FeedRead> {
    const where = { tokenHash: hashOfFeedToken(token), revokedAt: IsNull() };
    const feed = await this.transactions.reader.findOneBy(CalendarFeed, where);
    if (!feed) throw notFound(FEED);
    const { rows } = await this.myWork.run(feed.userId, { limit: MOST });
    const text = calendarOf(rows, feed.language);
    return { text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` };
  }
}
