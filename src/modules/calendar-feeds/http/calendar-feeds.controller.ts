import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';

import { CONFIG, type Config } from '../../../config/index.js';
import {
  CurrentPerson,
  PathId,
  type Reply,
  type Request,
  requestLocale,
  ShownOnce,
  type SignedInPerson,
} from '../../../platform/http/index.js';
import { ForSessions, Public, SignedIn } from '../../people/index.js';
import { CalendarFeeds } from '../operations/calendar-feeds.operation.js';
import { ListFeeds } from '../queries/list-feeds.query.js';
import { ReadFeed } from '../queries/read-feed.query.js';
import { CreateCalendarFeedBody } from './calendar-feed.body.js';
import { CalendarFeedMadeView, CalendarFeedView } from './calendar-feed.view.js';

/** A person's dates in his own calendar program. */
@ApiTags('me')
@Controller('api/v1')
export class CalendarFeedsController {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly listFeeds: ListFeeds,
    private readonly readFeed: ReadFeed,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('me/calendar-feeds')
  @SignedIn()
  @ForSessions()
  @ApiOperation({ summary: 'My calendar feeds, without their addresses' })
  async list(@CurrentPerson() { userId }: SignedInPerson): Promise<CalendarFeedView[]> {
    return (await this.listFeeds.ofPerson(userId)).map((feed) => CalendarFeedView.of(feed));
  }

  @Post('me/calendar-feeds')
  @SignedIn()
  @ForSessions()
  @ShownOnce('url')
  @ApiOperation({ summary: 'Make a secret address at which a calendar program reads my dates; it is shown this once' })
  async create(
    @CurrentPerson() { userId, name: personName }: SignedInPerson,
    @Req() request: Request,
    @Body() { name, language }: CreateCalendarFeedBody,
  ): Promise<CalendarFeedMadeView> {
    const person = { userId, name: personName, requestId: request.id };
    const { feed, token } = await this.feeds.create(person, name, language ?? requestLocale(request));
    return CalendarFeedMadeView.made(feed, `${this.config.publicUrl}/api/v1/calendar-feeds/${token}.ics`);
  }

  @Post('me/calendar-feeds/:id/revoke')
  @HttpCode(200)
  @SignedIn()
  @ForSessions()
  @ApiOperation({ summary: 'Revoke a calendar feed: its address answers 404 from then on' })
  async revoke(
    @CurrentPerson() { userId, name }: SignedInPerson,
    @Req() request: Request,
    @PathId() id: string,
  ): Promise<CalendarFeedView> {
    return CalendarFeedView.of(await this.feeds.revoke({ userId, name, requestId: request.id }, id));
  }

  @Get('calendar-feeds/:token.ics')
  @Public()
  @ApiProduces('text/calendar')
  @ApiResponse({ status: 200, content: { 'text/calendar': { schema: { type: 'string' } } } })
  @ApiResponse({ status: 304 })
  @ApiOperation({ summary: 'A person’s dates as iCalendar, for who knows the address' })
  async read(
    @Param('token') token: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string | undefined> {
    const { text, etag } = await this.readFeed.run(token);
    void reply.header('etag', etag).header('cache-control', 'private, max-age=300');
    if (isKnown(known, etag)) {
      void reply.status(304);
      return undefined;
    }
    // Calendar programs pay it no heed; a browser saves the file instead of showing it.
    void reply.type('text/calendar; charset=utf-8').header('content-disposition', 'attachment; filename="dates.ics"');
    return text;
  }
}

/** RFC 9110 §13.1.2: compared weakly, since a proxy may have weakened it. */
function isKnown(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
