export * from './triggers.module.js';
export { TRIGGERS_ENTITIES } from './persistence/index.js';
