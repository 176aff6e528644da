import { NotificationDelivery } from './notification-delivery.entity.js';
import { NotificationSettingsRow } from './notification-settings.entity.js';
import { Notification } from './notification.entity.js';

export const NOTIFICATIONS_ENTITIES = [Notification, NotificationDelivery, NotificationSettingsRow];
