export * from './etag.js';
export * from './fields.js';
export * from './http.module.js';
export { IdempotencyKey } from './idempotency-key.entity.js';
export * from './page.query-string.js';
export * from './path-id.js';
export * from './problem.js';
export * from './problem.filter.js';
export * from './request.js';
