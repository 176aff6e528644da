export * from './calendar-feeds.module.js';
export { CALENDAR_FEED_ENTITIES } from './persistence/index.js';
