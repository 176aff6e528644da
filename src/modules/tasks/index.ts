export * from './tasks.module.js';
export { TASKS_ENTITIES } from './persistence/index.js';
