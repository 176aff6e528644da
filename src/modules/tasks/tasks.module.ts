import { Module } from '@nestjs/common';

import { NoTaskIsOpen } from './gates/no-task-is-open.gate.js';
import { TasksController } from './http/tasks.controller.js';
import { AddTask } from './operations/add-task.operation.js';
import { AssigneeRule } from './operations/assignee-rule.js';
import { ChangeTask } from './operations/change-task.operation.js';
import { TaskAccess } from './operations/task-access.js';
import { ShowTasks } from './queries/show-tasks.query.js';

/** The work people owe: tasks with an assignee, a local due date and a status. */
@Module({
  controllers: [TasksController],
  providers: [NoTaskIsOpen, AddTask, AssigneeRule, ChangeTask, TaskAccess, ShowTasks],
})
export class TasksModule {}
