import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import { CurrentPerson, IfMatch, type SignedInPerson } from '../../../platform/http/index.js';
import { SignedIn } from '../../people/index.js';
import type { ChosenEmail } from '../domain/notification-settings.js';
import { DEFAULT_SETTINGS } from '../domain/notification-settings.js';
import { ChooseNotifications } from '../operations/choose-notifications.operation.js';
import { NotificationPreferences } from '../queries/notification-preferences.query.js';
import { type EmailChoicesBody, NotificationPreferencesBody } from './preferences.body.js';
import { NotificationPreferencesView } from './preferences.view.js';

@ApiTags('me')
@Controller('api/v1/me/notification-preferences')
export class PreferencesController {
  constructor(
    private readonly preferences: NotificationPreferences,
    private readonly choose: ChooseNotifications,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'How I am told by e-mail' })
  async show(@CurrentPerson() { userId }: SignedInPerson): Promise<NotificationPreferencesView> {
    return NotificationPreferencesView.of(await this.preferences.of(userId));
  }

  @Put()
  @SignedIn()
  @ApiOperation({ summary: 'Say how I want to be told by e-mail; what is left out is as for everybody' })
  async change(
    @CurrentPerson() person: SignedInPerson,
    @IfMatch() version: number,
    @Body() body: NotificationPreferencesBody,
  ): Promise<NotificationPreferencesView> {
    await this.choose.run(person.userId, {
      locale: body.locale ?? null,
      timeZone: body.timeZone ?? null,
      quietHours: body.quietHours ?? null,
      digestAt: body.digestAt ?? DEFAULT_SETTINGS.digestAt,
      email: chosen(body.email),
      workspaces: (body.workspaces ?? []).map(({ workspace, email }) => ({ workspace, email: chosen(email) })),
      version,
    });
    return this.show(person);
  }
}

function chosen(email: EmailChoicesBody | null | undefined): ChosenEmail {
  return Object.fromEntries(Object.entries(email ?? {}).filter(([, choice]) => choice != null));
}
