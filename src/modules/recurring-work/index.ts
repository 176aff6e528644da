export * from './recurring-work.module.js';
export { RECURRING_ENTITIES } from './persistence/index.js';
export { RecurringOccurrence } from './persistence/recurring-occurrence.entity.js';
export { RecurringRule } from './persistence/recurring-rule.entity.js';
