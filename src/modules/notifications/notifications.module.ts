import { Module } from '@nestjs/common';

import { NotificationsController } from './http/notifications.controller.js';
import { PreferencesController } from './http/preferences.controller.js';
import { ChooseNotifications } from './operations/choose-notifications.operation.js';
import { ForgetSettings } from './operations/forget-settings.reaction.js';
import { NotifyAcknowledged } from './operations/notify-acknowledged.reaction.js';
import { NotifyApproval } from './operations/notify-approval.reaction.js';
import { NotifyDueSoon } from './operations/notify-due-soon.reaction.js';
import { NotifyEscalated } from './operations/notify-escalated.reaction.js';
import { NotifyItemOpened } from './operations/notify-item-opened.reaction.js';
import { NotifyOverdue } from './operations/notify-overdue.reaction.js';
import { NotifySlowReaction } from './operations/notify-slow-reaction.reaction.js';
import { NotifyStageAdvanced } from './operations/notify-stage-advanced.reaction.js';
import { NotifyTaskAssigned } from './operations/notify-task-assigned.reaction.js';
import { ReadNotification } from './operations/read-notification.operation.js';
import { Tell } from './operations/tell.js';
import { SettingsRepository } from './persistence/settings.repository.js';
import { ListNotifications } from './queries/list-notifications.query.js';
import { NotificationPreferences } from './queries/notification-preferences.query.js';

const REACTIONS = [
  ForgetSettings,
  NotifyAcknowledged,
  NotifyApproval,
  NotifyDueSoon,
  NotifyEscalated,
  NotifyItemOpened,
  NotifyOverdue,
  NotifySlowReaction,
  NotifyStageAdvanced,
  NotifyTaskAssigned,
];

/** Tells people in the product what concerns them; it reacts and decides nothing. */
@Module({
  controllers: [NotificationsController, PreferencesController],
  providers: [
    ...REACTIONS,
    ChooseNotifications,
    ListNotifications,
    NotificationPreferences,
    ReadNotification,
    SettingsRepository,
    Tell,
  ],
})
export class NotificationsModule {}
