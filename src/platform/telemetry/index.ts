export * from './request-times.js';
export * from './scrape-access.js';
export * from './telemetry.module.js';
