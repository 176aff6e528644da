import { CalendarFeed } from './calendar-feed.entity.js';

export const CALENDAR_FEED_ENTITIES = [CalendarFeed];
