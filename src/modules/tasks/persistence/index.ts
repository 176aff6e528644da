import { Task } from './task.entity.js';

export const TASKS_ENTITIES = [Task];
