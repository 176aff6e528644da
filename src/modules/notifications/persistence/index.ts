import { NotificationSettingsRow } from './notification-settings.entity.js';
import { Notification } from './notification.entity.js';

export const NOTIFICATIONS_ENTITIES = [Notification, NotificationSettingsRow];
