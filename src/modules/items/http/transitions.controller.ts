import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, OptionalIfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { SignatureView } from '../../signatures/index.js';
import { AdvanceItem } from '../operations/advance-item.operation.js';
import { RefuseWaiver } from '../operations/refuse-waiver.operation.js';
import { WaiveGate } from '../operations/waive-gate.operation.js';
import { ListTransitions } from '../queries/list-transitions.query.js';
import { ShowItem } from '../queries/show-item.query.js';
import { WaiverView } from './item-records.view.js';
import { AdvanceItemBody } from './item.body.js';
import { ItemView } from './item.view.js';
import { TransitionView } from './transition.view.js';
import { ApproveWaiverBody, RefuseWaiverBody, RequestWaiverBody } from './waiver.body.js';

@ApiTags('lifecycle')
@Controller('api/v1/workspaces/:workspace/items/:key')
export class TransitionsController {
  constructor(
    private readonly listTransitions: ListTransitions,
    private readonly advanceItem: AdvanceItem,
    private readonly waiveGate: WaiveGate,
    private readonly refuseWaiver: RefuseWaiver,
    private readonly showItem: ShowItem,
  ) {}

  @Get('transitions')
  @Can('items.read')
  @ApiOperation({ summary: 'Every move from here, and all that blocks it' })
  async list(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<TransitionView[]> {
    const transitions = await this.listTransitions.run(actor, key);
    return transitions.map((transition) => TransitionView.of(transition, actor.locale));
  }

  @Post('transitions')
  @HttpCode(200)
  @Can('items.move')
  @ApiOperation({ summary: 'Move the item; refused with every unmet gate' })
  @ApiResponse({ status: 422 })
  async advance(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @OptionalIfMatch() version: number | undefined,
    @Body() body: AdvanceItemBody,
  ): Promise<ItemView> {
    const item = await this.advanceItem.run(actor, key, { ...body, version });
    return ItemView.of(await this.showItem.shown(actor, item));
  }

  @Get('waivers')
  @Can('items.read')
  @ApiOperation({ summary: 'Leave asked for and given to pass a gate unmet' })
  async waivers(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<WaiverView[]> {
    const signatures = await this.showItem.signatures(actor, key);
    return (await this.showItem.waivers(actor, key)).map((waiver) => WaiverView.of(waiver, signatures));
  }

  @Post('waivers')
  @Can('waivers.request')
  @ApiOperation({ summary: 'Ask for a waiver' })
  async request(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Body() body: RequestWaiverBody,
  ): Promise<WaiverView> {
    return WaiverView.of(await this.waiveGate.request(actor, key, body), []);
  }

  @Post('waivers/:id/approval')
  @HttpCode(200)
  @Can('waivers.approve')
  @ApiOperation({ summary: 'Approve a waiver that somebody else asked for; signed' })
  @ApiResponse({ status: 422 })
  async approve(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @PathId() id: string,
    @Body() { signature }: ApproveWaiverBody,
  ): Promise<WaiverView> {
    const waiver = await this.waiveGate.approve(actor, key, id, signature);
    return WaiverView.of(waiver, await this.showItem.signatures(actor, key));
  }

  @Post('waivers/:id/refusal')
  @HttpCode(200)
  @Can('waivers.approve')
  @ApiOperation({ summary: 'Refuse a waiver, or take back one’s own; nobody waits for it any more' })
  async refuse(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @PathId() id: string,
    @Body() { reason }: RefuseWaiverBody,
  ): Promise<WaiverView> {
    return WaiverView.of(await this.refuseWaiver.run(actor, key, id, reason), []);
  }

  @Get('signatures')
  @Can('items.read')
  @ApiOperation({ summary: 'Who signed what about the item, oldest first' })
  async signatures(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<SignatureView[]> {
    return (await this.showItem.signatures(actor, key)).map((signature) => SignatureView.of(signature));
  }
}
