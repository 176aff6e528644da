import type { CalendarFeed } from '../persistence/calendar-feed.entity.js';

export class CalendarFeedView {
  id!: string;
  name!: string;
  language!: string;
  createdAt!: string;
  revokedAt!: string | null;

  static of({ id, name, language, createdAt, revokedAt }: CalendarFeed): CalendarFeedView {
    return { id, name, language, createdAt: createdAt.toISOString(), revokedAt: revokedAt?.toISOString() ?? null };
  }
}

export class CalendarFeedMadeView extends CalendarFeedView {
  /** The secret address, shown this once; null when a repeated request is answered. */
  url!: string | null;

  static made(feed: CalendarFeed, url: string): CalendarFeedMadeView {
    return { ...CalendarFeedView.of(feed), url };
  }
}
