import { Readable } from 'node:stream';

import { Body, Controller, Get, Headers, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOperation, ApiProduces, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import { CurrentActor } from '../../../platform/http/index.js';
import {
  AuditEventPageView,
  AuditEventView,
  type EventFilter,
  ExportTrail,
  ListEvents,
  ListSeals,
  VerifyTrail,
} from '../../audit/index.js';
import { Can } from '../../people/index.js';
import { ItemByKey } from '../queries/item-by-key.query.js';
import { ListEventsQueryString, ListSealsQueryString } from './audit.query-string.js';
import { SealPageView, SealView, VerificationView } from './audit.view.js';
import { csvOf, linesOf } from './event-export.js';
import { VerifyTrailBody } from './verify.body.js';

const EXPORT_PAGE = 1_000;
const NDJSON = 'application/x-ndjson';
const CSV = 'text/csv';

@ApiTags('audit')
@ApiExtraModels(AuditEventPageView)
@Controller('api/v1/workspaces/:workspace/audit')
export class AuditController {
  constructor(
    private readonly listEvents: ListEvents,
    private readonly listSeals: ListSeals,
    private readonly exportTrail: ExportTrail,
    private readonly verifyTrail: VerifyTrail,
    private readonly itemByKey: ItemByKey,
  ) {}

  @Get('events')
  @Can('audit.read')
  @ApiOperation({
    summary: 'The trail: a page of JSON, or all of it as NDJSON or CSV by `Accept`',
    description:
      'NDJSON without a filter is the whole sealed trail with its seals, which `shewhart verify` checks without the server. ' +
      'With a filter it has the events alone. `limit`, `cursor` and `sort` are those of the JSON pages.',
  })
  @ApiProduces('application/json', NDJSON, CSV)
  @ApiResponse({
    status: 200,
    content: {
      'application/json': { schema: { $ref: getSchemaPath(AuditEventPageView) } },
      [NDJSON]: { schema: { type: 'string' } },
      [CSV]: { schema: { type: 'string' } },
    },
  })
  async events(
    @CurrentActor() actor: Actor,
    @Query() query: ListEventsQueryString,
    @Headers('accept') accept: string = '',
  ): Promise<AuditEventPageView | StreamableFile> {
    const filter = await this.filterOf(actor, query);
    if (accept.includes(NDJSON)) return download(this.linesFor(filter, actor.locale), NDJSON, 'audit.ndjson');
    if (accept.includes(CSV))
      return download(csvOf(this.listEvents.all(filter, EXPORT_PAGE), actor.locale), CSV, 'audit.csv');
    const { limit, cursor, sort } = query;
    const { rows, nextCursor } = await this.listEvents.run({ ...filter, limit, cursor, newestFirst: sort === '-id' });
    return { rows: rows.map((event) => AuditEventView.of(event, actor.locale)), nextCursor };
  }

  @Get('seals')
  @Can('audit.read')
  @ApiOperation({ summary: 'The seals, newest first: the first is the head to note down' })
  async seals(@CurrentActor() actor: Actor, @Query() { limit, cursor }: ListSealsQueryString): Promise<SealPageView> {
    const { rows, nextCursor } = await this.listSeals.run(actor.workspace.id, limit, cursor);
    return { rows: rows.map((seal) => SealView.of(seal)), nextCursor };
  }

  @Post('verify')
  @HttpCode(200)
  @Can('audit.read')
  @ApiOperation({ summary: 'Check every event and seal; names the first that does not fit' })
  async verify(@CurrentActor() actor: Actor, @Body() { head }: VerifyTrailBody): Promise<VerificationView> {
    return VerificationView.of(await this.verifyTrail.run(actor.workspace.id, head ?? null), actor.locale);
  }

  private async filterOf(actor: Actor, query: ListEventsQueryString): Promise<EventFilter> {
    const workspaceId = actor.workspace.id;
    const { item, actorId, action, source, from, to } = query;
    const itemId = item ? await this.itemByKey.id(workspaceId, item) : undefined;
    return { workspaceId, itemId, actorId, action, source, from, to };
  }

  private linesFor(filter: EventFilter, locale: Locale): AsyncIterable<string> {
    const { workspaceId, ...conditions } = filter;
    const whole = Object.values(conditions).every((condition) => condition === undefined || condition === null);
    return whole
      ? this.exportTrail.run(workspaceId)
      : linesOf(this.listEvents.all(filter, EXPORT_PAGE), workspaceId, locale);
  }
}

function download(lines: AsyncIterable<string>, type: string, filename: string): StreamableFile {
  const disposition = `attachment; filename="${filename}"`;
  return new StreamableFile(Readable.from(lines), { type: `${type}; charset=utf-8`, disposition });
}
