import { Module } from '@nestjs/common';

import { DeliveriesController } from './http/deliveries.controller.js';
import { NotificationsController } from './http/notifications.controller.js';
import { PreferencesController } from './http/preferences.controller.js';
import { ChooseNotifications } from './operations/choose-notifications.operation.js';
import { NotificationStreams } from './http/notification-streams.js';
import { StreamController } from './http/stream.controller.js';
import { UnsubscribeController } from './http/unsubscribe.controller.js';
import { ComposeDigest } from './operations/compose-digest.mail.js';
import { ComposeNotifications } from './operations/compose-notifications.mail.js';
import { ForgetSettings } from './operations/forget-settings.reaction.js';
import { NotifyAcknowledged } from './operations/notify-acknowledged.reaction.js';
import { NotifyApproval } from './operations/notify-approval.reaction.js';
import { NotifyDueSoon } from './operations/notify-due-soon.reaction.js';
import { NotifyEscalated } from './operations/notify-escalated.reaction.js';
import { ReportLostLetters } from './operations/report-lost-letters.sweep.js';
import { NotifyFailures } from './operations/notify-failures.reaction.js';
import { NotifyItemOpened } from './operations/notify-item-opened.reaction.js';
import { NotifyOccurrenceGiven } from './operations/notify-occurrence-given.reaction.js';
import { NotifyOccurrence } from './operations/notify-occurrence.reaction.js';
import { NotifyOverdue } from './operations/notify-overdue.reaction.js';
import { NotifySlowReaction } from './operations/notify-slow-reaction.reaction.js';
import { NotifyStageAdvanced } from './operations/notify-stage-advanced.reaction.js';
import { NotifyTaskAssigned } from './operations/notify-task-assigned.reaction.js';
import { PlanDeliveries } from './operations/plan-deliveries.js';
import { PostLetters } from './operations/post-letters.operation.js';
import { PostDueLetters } from './operations/post-letters.sweep.js';
import { ReadNotification } from './operations/read-notification.operation.js';
import { Tell } from './operations/tell.js';
import { RemoveOldDeliveries } from './operations/remove-old-deliveries.sweep.js';
import { Unsubscribe } from './operations/unsubscribe.operation.js';
import { WriteLetter } from './operations/write-letter.js';
import { DeliveriesRepository } from './persistence/deliveries.repository.js';
import { SettingsRepository } from './persistence/settings.repository.js';
import { ListNotifications } from './queries/list-notifications.query.js';
import { Deliveries } from './queries/deliveries.query.js';
import { LiveNews } from './queries/live-news.query.js';
import { OpenCredentials } from './queries/open-credentials.query.js';
import { LetterNews } from './queries/news.query.js';
import { NotificationPreferences } from './queries/notification-preferences.query.js';
import { Readers } from './queries/readers.query.js';

const REACTIONS = [
  ForgetSettings,
  NotifyAcknowledged,
  NotifyApproval,
  NotifyDueSoon,
  NotifyEscalated,
  NotifyFailures,
  NotifyItemOpened,
  NotifyOccurrence,
  NotifyOccurrenceGiven,
  NotifyOverdue,
  NotifySlowReaction,
  NotifyStageAdvanced,
  NotifyTaskAssigned,
];

/** What goes out by e-mail. */
const LETTERS = [
  ComposeDigest,
  ComposeNotifications,
  Deliveries,
  DeliveriesRepository,
  LetterNews,
  PlanDeliveries,
  PostDueLetters,
  PostLetters,
  Readers,
  RemoveOldDeliveries,
  ReportLostLetters,
  Unsubscribe,
  WriteLetter,
];

/** Tells people in the product what concerns them; it reacts and decides nothing. */
@Module({
  controllers: [
    DeliveriesController,
    NotificationsController,
    PreferencesController,
    StreamController,
    UnsubscribeController,
  ],
  providers: [
    ...REACTIONS,
    ...LETTERS,
    ChooseNotifications,
    ListNotifications,
    LiveNews,
    NotificationPreferences,
    NotificationStreams,
    OpenCredentials,
    ReadNotification,
    SettingsRepository,
    Tell,
  ],
})
export class NotificationsModule {}
