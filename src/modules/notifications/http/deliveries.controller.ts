import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, CurrentPerson, PathId, type SignedInPerson } from '../../../platform/http/index.js';
import { Can, SignedIn } from '../../people/index.js';
import { Deliveries } from '../queries/deliveries.query.js';
import { NotificationDeliveryPageView, NotificationDeliveryView } from './delivery.view.js';
import { ListNotificationDeliveriesQueryString } from './notification.query-string.js';

@Controller('api/v1')
export class DeliveriesController {
  constructor(private readonly deliveries: Deliveries) {}

  @Get('me/notifications/:id/deliveries')
  @SignedIn()
  @ApiTags('me')
  @ApiOperation({ summary: 'How a notification of mine went out by e-mail' })
  async ofMine(@CurrentPerson() person: SignedInPerson, @PathId() id: string): Promise<NotificationDeliveryView[]> {
    const deliveries = await this.deliveries.ofNotification(person.userId, id);
    return deliveries.map((delivery) => NotificationDeliveryView.of(delivery));
  }

  @Get('workspaces/:workspace/notification-deliveries')
  @Can('workspace.manage')
  @ApiTags('notifications')
  @ApiOperation({ summary: 'What went out by e-mail and how, newest first' })
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: ListNotificationDeliveriesQueryString,
  ): Promise<NotificationDeliveryPageView> {
    return NotificationDeliveryPageView.of(await this.deliveries.list(actor.workspace.id, query));
  }
}
