import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { BulkReportView, CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { AddTask } from '../operations/add-task.operation.js';
import { ChangeTask } from '../operations/change-task.operation.js';
import { ChangeTasks } from '../operations/change-tasks.operation.js';
import { ShowTasks } from '../queries/show-tasks.query.js';
import { AddTaskBody, ChangeTaskBody, ChangeTasksBody } from './task.body.js';
import { TaskView } from './task.view.js';

@ApiTags('tasks')
@Controller('api/v1/workspaces/:workspace')
export class TasksController {
  constructor(
    private readonly addTask: AddTask,
    private readonly changeTask: ChangeTask,
    private readonly changeTasks: ChangeTasks,
    private readonly showTasks: ShowTasks,
  ) {}

  @Get('items/:key/tasks')
  @Can('tasks.read')
  @ApiOperation({ summary: 'The tasks of an item, all cycles, by due date' })
  async list(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<TaskView[]> {
    return (await this.showTasks.ofItem(actor, key)).map((task) => TaskView.of(task));
  }

  @Post('items/:key/tasks')
  @Can('tasks.write')
  @ApiOperation({ summary: 'Give somebody something to do' })
  async add(@CurrentActor() actor: Actor, @Param('key') key: string, @Body() body: AddTaskBody): Promise<TaskView> {
    return TaskView.of(await this.showTasks.one(actor, await this.addTask.run(actor, key, body)));
  }

  @Get('tasks/:id')
  @Can('tasks.read')
  @ApiOperation({ summary: 'Show a task' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<TaskView> {
    return TaskView.of(await this.showTasks.one(actor, id));
  }

  @Patch('tasks/:id')
  @Can('tasks.report')
  @ApiOperation({ summary: 'Report on a task, or change it; members on their own, leads on all' })
  async change(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeTaskBody,
  ): Promise<TaskView> {
    await this.changeTask.run(actor, id, version, body);
    return TaskView.of(await this.showTasks.one(actor, id));
  }

  @Post('tasks/bulk')
  @HttpCode(200)
  @Can('tasks.report')
  @ApiOperation({ summary: 'Change many tasks, each by itself; answers what came of each' })
  async changeMany(@CurrentActor() actor: Actor, @Body() { rows }: ChangeTasksBody): Promise<BulkReportView> {
    return BulkReportView.of(actor, rows, await this.changeTasks.run(actor, rows));
  }
}
