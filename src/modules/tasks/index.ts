export { isOpen as isOpenTask, type TaskStatus } from './domain/task-words.js';
export * from './tasks.module.js';
export { TASKS_ENTITIES } from './persistence/index.js';
export { Task } from './persistence/task.entity.js';
