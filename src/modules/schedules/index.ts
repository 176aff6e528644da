export * from './schedules.module.js';
