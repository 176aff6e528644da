export * from './job-queues.js';
export * from './job-settings.js';
export * from './jobs.module.js';
export * from './once-per-minute.js';
export * from './rounds.js';
export * from './sweep.js';
export * from './sweep-runner.js';
export * from './timetable.js';
