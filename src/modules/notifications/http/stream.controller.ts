import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';

import { refuseFields } from '../../../kernel/errors/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import { CurrentLocale, CurrentPerson, type Reply, type SignedInPerson } from '../../../platform/http/index.js';
import { SignedIn } from '../../people/index.js';
import { readPosition, type StreamPosition } from '../domain/stream-position.js';
import { LiveNews } from '../queries/live-news.query.js';
import { NotificationStream } from './notification-stream.js';
import { NotificationStreams } from './notification-streams.js';

const EVENTS = 'text/event-stream; charset=utf-8';
const RETRY_MS = 3_000;
const NO_EVENT = { en: 'must be the id of an event of this stream', 'zh-CN': '应为本事件流中某一事件的编号' };

@ApiTags('me')
@Controller('api/v1/me/notifications/stream')
export class StreamController {
  constructor(
    private readonly streams: NotificationStreams,
    private readonly news: LiveNews,
  ) {}

  @Get()
  @SignedIn()
  @ApiProduces('text/event-stream')
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Where to go on: the id of the last event.' })
  @ApiResponse({ status: 200, content: { 'text/event-stream': { schema: { type: 'string' } } } })
  @ApiResponse({ status: 429 })
  @ApiOperation({ summary: 'What I am told from now on, as server-sent events' })
  async open(
    @CurrentPerson() person: SignedInPerson,
    @CurrentLocale() locale: Locale,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: Reply,
  ): Promise<void> {
    this.streams.refuseOneMore(person.userId);
    const position = await this.positionOf(lastEventId);
    // Others of the same person may have come while the database was asked.
    this.streams.refuseOneMore(person.userId);
    const response = begin(reply);
    const stream = new NotificationStream(response, person, locale, position, this.news);
    stream.greet(RETRY_MS);
    const kept = this.streams.add(stream);
    response.once('close', () => kept.closed());
    // A reader that went away is told by 'close'; what was being written to him then is nobody's error.
    response.on('error', () => undefined);
  }

  private async positionOf(lastEventId: string | undefined): Promise<StreamPosition> {
    if (lastEventId === undefined || lastEventId === '') return this.news.now();
    const position = readPosition(lastEventId);
    refuseFields(position ? [] : [{ field: 'Last-Event-ID', code: 'unknown', message: NO_EVENT }]);
    return position ?? this.news.now();
  }
}

/** Takes the connection out of Fastify's hands, with the headers that every answer has. */
function begin(reply: Reply): Reply['raw'] {
  const { raw, request } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  reply.hijack();
  raw.writeHead(200, {
    'content-type': EVENTS,
    'x-request-id': request.id,
    // Proxies of the nginx kind would keep events until a buffer is full.
    'x-accel-buffering': 'no',
    // When it ends, nothing else comes over it: a connection kept for more would keep the process from stopping.
    connection: 'close',
  });
  raw.flushHeaders();
  return raw;
}
