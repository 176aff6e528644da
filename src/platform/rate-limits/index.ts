export * from './rate-limits.module.js';
export * from './request-count.entity.js';
export * from './request-limits.js';
