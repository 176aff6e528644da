import { Notification } from './notification.entity.js';

export const NOTIFICATIONS_ENTITIES = [Notification];
