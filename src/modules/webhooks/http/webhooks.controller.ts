import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { ChangeWebhooks } from '../operations/change-webhooks.operation.js';
import { SendAgain } from '../operations/send-again.operation.js';
import { Webhooks } from '../queries/webhooks.query.js';
import { ChangeWebhookBody, CreateWebhookBody, RenewSecretBody, ReplayBody } from './webhook.body.js';
import { ListDeliveriesQueryString } from './webhook.query-string.js';
import { DeliveryDetailView, DeliveryPageView, ReplayedView, WebhookMadeView, WebhookView } from './webhook.view.js';

@ApiTags('webhooks')
@Controller('api/v1/workspaces/:workspace')
export class WebhooksController {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly changeWebhooks: ChangeWebhooks,
    private readonly sendAgain: SendAgain,
  ) {}

  @Get('webhooks')
  @Can('webhooks.manage')
  @ApiOperation({ summary: 'The webhooks, by name' })
  async list(@CurrentActor() actor: Actor): Promise<WebhookView[]> {
    return (await this.webhooks.list(actor.workspace.id)).map((webhook) => WebhookView.of(webhook));
  }

  @Post('webhooks')
  @Can('webhooks.manage')
  @ApiOperation({ summary: 'Let another system, or a group robot, be told of events' })
  async create(@CurrentActor() actor: Actor, @Body() body: CreateWebhookBody): Promise<WebhookMadeView> {
    return WebhookMadeView.made(await this.changeWebhooks.create(actor, body));
  }

  @Get('webhooks/:id')
  @Can('webhooks.manage')
  @ApiOperation({ summary: 'Show a webhook' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<WebhookView> {
    return WebhookView.of(await this.webhooks.one(actor.workspace.id, id));
  }

  @Patch('webhooks/:id')
  @Can('webhooks.manage')
  @ApiOperation({ summary: 'Change a webhook, pause it, or take it up again' })
  async change(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeWebhookBody,
  ): Promise<WebhookView> {
    return WebhookView.of(await this.changeWebhooks.change(actor, id, version, body));
  }

  @Post('webhooks/:id/secret')
  @HttpCode(200)
  @Can('webhooks.manage')
  @ApiOperation({ summary: 'Sign with a new secret from here on' })
  async renewSecret(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { secret }: RenewSecretBody,
  ): Promise<WebhookMadeView> {
    return WebhookMadeView.made(await this.changeWebhooks.renewSecret(actor, id, version, secret ?? null));
  }

  @Post('webhooks/:id/test')
  @Can('webhooks.manage')
  @ApiOperation({ summary: 'Send a test message' })
  async test(@CurrentActor() actor: Actor, @PathId() id: string): Promise<DeliveryDetailView> {
    return this.delivery(actor, await this.sendAgain.test(actor, id));
  }

  @Post('webhooks/:id/replay')
  @HttpCode(200)
  @Can('webhooks.manage')
  @ApiOperation({ summary: 'Send again what was given up since then' })
  async replay(@CurrentActor() actor: Actor, @PathId() id: string, @Body() body: ReplayBody): Promise<ReplayedView> {
    const since = new Date(body.since);
    return { count: await this.sendAgain.since(actor, id, since, body.deliveredToo ?? false) };
  }

  @Get('webhooks/:id/deliveries')
  @Can('webhooks.manage')
  @ApiOperation({ summary: 'What was sent to a webhook, newest first' })
  async deliveries(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @Query() query: ListDeliveriesQueryString,
  ): Promise<DeliveryPageView> {
    return DeliveryPageView.of(await this.webhooks.deliveries(actor.workspace.id, id, query));
  }

  @Get('webhook-deliveries/:id')
  @Can('webhooks.manage')
  @ApiOperation({ summary: 'A delivery with every attempt' })
  async delivery(@CurrentActor() actor: Actor, @PathId() id: string): Promise<DeliveryDetailView> {
    return DeliveryDetailView.detailed(await this.webhooks.delivery(actor.workspace.id, id));
  }

  @Post('webhook-deliveries/:id/send-again')
  @HttpCode(200)
  @Can('webhooks.manage')
  @ApiOperation({ summary: 'Send a delivery again, as the same message' })
  async again(@CurrentActor() actor: Actor, @PathId() id: string): Promise<DeliveryDetailView> {
    await this.sendAgain.one(actor, id);
    return this.delivery(actor, id);
  }
}
