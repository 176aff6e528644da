import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { BulkReportView, CurrentActor, IfMatch } from '../../../platform/http/index.js';
import { AuditEventPageView, AuditEventView, ListEvents } from '../../audit/index.js';
import { Can } from '../../people/index.js';
import { EditItem } from '../operations/edit-item.operation.js';
import { EditItems } from '../operations/edit-items.operation.js';
import { RestrictItem } from '../operations/restrict-item.operation.js';
import { OpenItem } from '../operations/open-item.operation.js';
import { ListItems } from '../queries/list-items.query.js';
import { ShowItem } from '../queries/show-item.query.js';
import { EditItemsBody } from './edit-items.body.js';
import { EditItemBody, OpenItemBody, RestrictItemBody } from './item.body.js';
import { HistoryQueryString, ListItemsQueryString } from './item.query-string.js';
import { ItemPageView, ItemView } from './item.view.js';

@ApiTags('items')
@Controller('api/v1/workspaces/:workspace/items')
export class ItemsController {
  constructor(
    private readonly openItem: OpenItem,
    private readonly editItem: EditItem,
    private readonly editItems: EditItems,
    private readonly restrictItem: RestrictItem,
    private readonly listItems: ListItems,
    private readonly showItem: ShowItem,
    private readonly listEvents: ListEvents,
  ) {}

  @Get()
  @Can('items.read')
  @ApiOperation({ summary: 'List items' })
  async list(@CurrentActor() actor: Actor, @Query() query: ListItemsQueryString): Promise<ItemPageView> {
    return ItemPageView.of(await this.listItems.run(actor, query));
  }

  @Post()
  @Can('items.open')
  @ApiOperation({ summary: 'Open an item' })
  async open(@CurrentActor() actor: Actor, @Body() body: OpenItemBody): Promise<ItemView> {
    return ItemView.of(await this.showItem.shown(actor, await this.openItem.run(actor, body)));
  }

  @Post('bulk')
  @HttpCode(200)
  @Can('items.write')
  @ApiOperation({ summary: 'Change what is written about many items, each by itself; answers what came of each' })
  async editMany(@CurrentActor() actor: Actor, @Body() { rows }: EditItemsBody): Promise<BulkReportView> {
    const sent = rows.map(({ key, version }) => ({ id: key, version }));
    return BulkReportView.of(actor, sent, await this.editItems.run(actor, rows));
  }

  @Get(':key')
  @Can('items.read')
  @ApiOperation({ summary: 'Show an item' })
  async show(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<ItemView> {
    return ItemView.of(await this.showItem.shown(actor, await this.showItem.item(actor, key)));
  }

  @Patch(':key')
  @Can('items.write')
  @ApiOperation({ summary: 'Change what is written about an item' })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @IfMatch() version: number,
    @Body() { reason = null, ...fields }: EditItemBody,
  ): Promise<ItemView> {
    return ItemView.of(await this.showItem.shown(actor, await this.editItem.run(actor, key, version, fields, reason)));
  }

  @Put(':key/confidentiality')
  @Can('items.restrict')
  @ApiOperation({ summary: 'Hide an item from all but its team, admins and auditors, or show it again' })
  async restrict(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @IfMatch() version: number,
    @Body() body: RestrictItemBody,
  ): Promise<ItemView> {
    return ItemView.of(await this.showItem.shown(actor, await this.restrictItem.run(actor, key, version, body)));
  }

  @Get(':key/history')
  @Can('items.read')
  @ApiOperation({ summary: 'Everything that happened to an item, oldest first' })
  async history(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Query() { limit, cursor }: HistoryQueryString,
  ): Promise<AuditEventPageView> {
    const { id: itemId, workspaceId } = await this.showItem.item(actor, key);
    const { rows, nextCursor } = await this.listEvents.run({ workspaceId, itemId, limit, cursor });
    return { rows: rows.map((event) => AuditEventView.of(event, actor.locale)), nextCursor };
  }
}
