import { Module } from '@nestjs/common';

import { NoTaskIsOpen } from './gates/no-task-is-open.gate.js';
import { TasksController } from './http/tasks.controller.js';
import { AddTask } from './operations/add-task.operation.js';
import { TasksHeld } from './operations/tasks-held.js';
import { AssigneeRule } from './operations/assignee-rule.js';
import { ChangeTask } from './operations/change-task.operation.js';
import { ChangeTasks } from './operations/change-tasks.operation.js';
import { TaskKind } from './operations/task-kind.js';
import { TaskAccess } from './operations/task-access.js';
import { FlagOverdueTasks, ReckonTasksAnew, RemindOfTasks } from './operations/task-sweeps.js';
import { ShowTasks } from './queries/show-tasks.query.js';
import { TasksOwed } from './queries/tasks-owed.work.js';

/** The work people owe: tasks with an assignee, a local due date and a status. */
@Module({
  controllers: [TasksController],
  providers: [
    TasksOwed,
    NoTaskIsOpen,
    AddTask,
    TasksHeld,
    AssigneeRule,
    ChangeTask,
    ChangeTasks,
    FlagOverdueTasks,
    RemindOfTasks,
    ReckonTasksAnew,
    TaskAccess,
    TaskKind,
    ShowTasks,
  ],
})
export class TasksModule {}
