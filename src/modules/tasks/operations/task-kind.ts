import { type OwedKind, type OwedRecord, ProvidesOwedKind } from '../../schedules/index.js';
import { isOpen, OPEN_TASK_STATUSES, TASK_NOUN, type TaskStatus } from '../domain/task-words.js';
import { Task } from '../persistence/task.entity.js';

/** A task, as one of the kinds of record that somebody owes by a day. */
@ProvidesOwedKind('task')
export class TaskKind implements OwedKind {
  readonly noun = TASK_NOUN;
  readonly entity = Task;
  readonly open = OPEN_TASK_STATUSES;

  isOpen({ status }: OwedRecord): boolean {
    return isOpen(status as TaskStatus);
  }

  finishedAt(record: OwedRecord): Date | null {
    return (record as Task).doneAt;
  }

  isBlocked({ status }: OwedRecord): boolean {
    return status === 'blocked';
  }
}
