import type { Localised } from '../../../kernel/text/index.js';

export const TASK_STATUSES = ['todo', 'doing', 'blocked', 'done', 'cancelled'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** Somebody still owes it. */
export const OPEN_TASK_STATUSES = ['todo', 'doing', 'blocked'] as const satisfies readonly TaskStatus[];

/** From where to where a task may go. What is over can only be taken up anew. */
export const TASK_MOVES: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  todo: ['doing', 'blocked', 'done', 'cancelled'],
  doing: ['todo', 'blocked', 'done', 'cancelled'],
  blocked: ['todo', 'doing', 'done', 'cancelled'],
  done: ['todo'],
  cancelled: ['todo'],
};

export const TASK_STATUS_NAMES: Readonly<Record<TaskStatus, Localised>> = {
  todo: { en: 'to do', 'zh-CN': '待办' },
  doing: { en: 'doing', 'zh-CN': '进行中' },
  blocked: { en: 'blocked', 'zh-CN': '受阻' },
  done: { en: 'done', 'zh-CN': '已完成' },
  cancelled: { en: 'cancelled', 'zh-CN': '已取消' },
};

export const TASK_NOUN = { en: 'task', 'zh-CN': '任务' };

export function isOpen(status: TaskStatus): boolean {
  return (OPEN_TASK_STATUSES as readonly TaskStatus[]).includes(status);
}
