export * from './clock.js';
export * from './deadline.js';
export * from './local-date.js';
export * from './local-time.js';
export * from './period.js';
export * from './working-calendar.js';
export * from './season.js';
