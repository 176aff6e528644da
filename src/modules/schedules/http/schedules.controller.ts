import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { AddDependency } from '../operations/add-dependency.operation.js';
import { RemoveDependency } from '../operations/remove-dependency.operation.js';
import { AwaitedApprovals } from '../queries/awaited-approvals.query.js';
import { ListDependencies } from '../queries/list-dependencies.query.js';
import { ShowPlan } from '../queries/show-plan.query.js';
import { AwaitedApprovalView } from './awaited-approval.view.js';
import { DependencyView } from './dependency.view.js';
import { PlanView } from './plan.view.js';
import { AddDependencyBody } from './schedule.body.js';

@ApiTags('schedules')
@Controller('api/v1/workspaces/:workspace')
export class SchedulesController {
  constructor(
    private readonly showPlan: ShowPlan,
    private readonly awaitedApprovals: AwaitedApprovals,
    private readonly listDependencies: ListDependencies,
    private readonly addDependency: AddDependency,
    private readonly removeDependency: RemoveDependency,
  ) {}

  @Get('items/:key/plan')
  @Can('items.read')
  @ApiOperation({
    summary: 'When what is owed below the item is planned and projected to end, and what moves its finish',
  })
  async plan(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<PlanView> {
    return PlanView.of(await this.showPlan.ofItem(actor, key), actor.locale);
  }

  @Get('items/:key/awaited-approvals')
  @Can('items.read')
  @ApiOperation({
    summary: 'Which approvals the item and what is owed below it wait for, since when, and whose clocks stand',
  })
  async awaited(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<AwaitedApprovalView[]> {
    return (await this.awaitedApprovals.ofItem(actor, key)).map((row) => AwaitedApprovalView.of(row));
  }

  @Get('items/:key/dependencies')
  @Can('items.read')
  @ApiOperation({ summary: 'Which task or milestone of the item waits for which, in its present cycle' })
  async list(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<DependencyView[]> {
    return (await this.listDependencies.ofItem(actor, key)).map((row) => DependencyView.of(row));
  }

  @Post('items/:key/dependencies')
  @Can('schedules.write')
  @ApiOperation({ summary: 'Let a task or milestone wait for another of the item; a circle is refused' })
  async add(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Body() body: AddDependencyBody,
  ): Promise<DependencyView> {
    return this.show(actor, await this.addDependency.run(actor, key, body));
  }

  @Get('dependencies/:id')
  @Can('items.read')
  @ApiOperation({ summary: 'Show a dependency' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<DependencyView> {
    return DependencyView.of(await this.listDependencies.one(actor, id));
  }

  @Delete('dependencies/:id')
  @HttpCode(204)
  @Can('schedules.write')
  @ApiOperation({ summary: 'Let it wait no more; the history keeps that it did' })
  remove(@CurrentActor() actor: Actor, @PathId() id: string): Promise<void> {
    return this.removeDependency.run(actor, id);
  }
}
