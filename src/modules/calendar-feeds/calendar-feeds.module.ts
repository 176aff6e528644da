import { Module } from '@nestjs/common';

import { CalendarFeedsController } from './http/calendar-feeds.controller.js';
import { CalendarFeeds } from './operations/calendar-feeds.operation.js';
import { ListFeeds } from './queries/list-feeds.query.js';
import { ReadFeed } from './queries/read-feed.query.js';

/** A person's dates in his own calendar program, behind an address that only he knows. */
@Module({
  controllers: [CalendarFeedsController],
  providers: [CalendarFeeds, ListFeeds, ReadFeed],
})
export class CalendarFeedsModule {}
