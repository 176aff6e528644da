import type { Task } from '../persistence/task.entity.js';

/** What those who react to a task's events need to know, so that they need not look it up. */
export function taskFacts(
  { itemKey, title, assigneeId, dueOn }: Pick<Task, 'itemKey' | 'title' | 'assigneeId' | 'dueOn'>,
  ownerId: string | null,
) {
  return { itemKey, title, assigneeId, dueOn, ownerId };
}
