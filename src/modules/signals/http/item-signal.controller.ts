import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { ClassifyItem } from '../operations/classify-item.operation.js';
import { ProposeSignal } from '../queries/propose-signal.query.js';
import { ClassifyItemBody } from './signal.body.js';
import { SignalQueryString } from './signal.query-string.js';
import { ItemSignalView, SignalDecisionView } from './signal.view.js';

@ApiTags('items')
@Controller('api/v1/workspaces/:workspace/items/:key/signal')
export class ItemSignalController {
  constructor(
    private readonly propose: ProposeSignal,
    private readonly classify: ClassifyItem,
  ) {}

  @Get()
  @Can('items.read')
  @ApiOperation({ summary: 'Whether the figures behind the item look like noise or like a change, and why' })
  async show(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Query() query: SignalQueryString,
  ): Promise<ItemSignalView> {
    return ItemSignalView.of(await this.propose.run(actor, key, query), actor.locale);
  }

  @Post()
  @Can('items.write')
  @ApiOperation({ summary: 'Classify the item beside the proposal; another decision needs a reason' })
  async decide(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @IfMatch() version: number,
    @Body() body: ClassifyItemBody,
  ): Promise<SignalDecisionView> {
    return SignalDecisionView.of(await this.classify.run(actor, key, version, body));
  }
}
