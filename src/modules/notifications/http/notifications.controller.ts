import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Locale } from '../../../kernel/text/index.js';
import { CurrentLocale, CurrentPerson, PathId, type SignedInPerson } from '../../../platform/http/index.js';
import { SignedIn } from '../../people/index.js';
import { ReadNotification } from '../operations/read-notification.operation.js';
import { ListNotifications } from '../queries/list-notifications.query.js';
import { ListNotificationsQueryString } from './notification.query-string.js';
import { NotificationPageView } from './notification.view.js';

@ApiTags('me')
@Controller('api/v1/me/notifications')
export class NotificationsController {
  constructor(
    private readonly listNotifications: ListNotifications,
    private readonly readNotification: ReadNotification,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'What I was told, newest first, across my workspaces' })
  async list(
    @CurrentPerson() person: SignedInPerson,
    @CurrentLocale() locale: Locale,
    @Query() query: ListNotificationsQueryString,
  ): Promise<NotificationPageView> {
    return NotificationPageView.of(await this.listNotifications.run(person.userId, query), locale);
  }

  @Post(':id/read')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'Mark one as read' })
  async read(@CurrentPerson() person: SignedInPerson, @PathId() id: string): Promise<void> {
    await this.readNotification.run(person.userId, id);
  }
}
