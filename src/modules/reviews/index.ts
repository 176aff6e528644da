export * from './reviews.module.js';
export { REVIEWS_ENTITIES } from './persistence/index.js';
