import { Module } from '@nestjs/common';

/** The work people owe: tasks with an assignee, a local due date and a status. */
@Module({})
export class TasksModule {}
