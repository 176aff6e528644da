export * from './recurring-work.module.js';
export { RECURRING_ENTITIES } from './persistence/index.js';
