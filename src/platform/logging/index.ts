export * from './json-logger.js';
export * from './request-log.js';
export * from './terminal-logger.js';
