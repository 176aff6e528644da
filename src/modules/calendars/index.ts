export * from './calendars.module.js';
export { CALENDAR_ENTITIES } from './persistence/index.js';
export { type AwayDays, WhoIsAway } from './queries/who-is-away.query.js';
export { type OwnTime, ownTime, type OwnTimes, WorkingTimes } from './queries/working-times.query.js';
export { CalendarCoverage } from './queries/calendar-coverage.query.js';
