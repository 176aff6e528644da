import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { Transactions } from '../../../platform/database/index.js';
import { CalendarFeed } from '../persistence/calendar-feed.entity.js';

/** The addresses of a person that are in use, oldest first. */
@Injectable()
export class ListFeeds {
  constructor(private readonly transactions: Transactions) {}

  ofPerson(userId: string): Promise<CalendarFeed[]> {
    return this.transactions.reader.find(CalendarFeed, {
      where: { userId, revokedAt: IsNull() },
      order: { id: 'ASC' },
    });
  }
}
