export * from './notifications.module.js';
export { NOTIFICATIONS_ENTITIES } from './persistence/index.js';
