export * from './escalations.module.js';
export { ESCALATION_ENTITIES } from './persistence/index.js';
