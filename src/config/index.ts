export * from './config.js';
export * from './config.module.js';
export type { RateLimits } from './rate-limits.js';
