import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { ChangeRolloutStep } from '../operations/change-rollout-step.operation.js';
import { PlanRolloutStep } from '../operations/plan-rollout-step.operation.js';
import { ListRolloutSteps } from '../queries/list-rollout-steps.query.js';
import { ChangeRolloutStepBody, PlanRolloutStepBody } from './rollout-step.body.js';
import { RolloutStepView } from './rollout-step.view.js';

@ApiTags('rollout')
@Controller('api/v1/workspaces/:workspace')
export class RolloutStepsController {
  constructor(
    private readonly listSteps: ListRolloutSteps,
    private readonly planStep: PlanRolloutStep,
    private readonly changeStep: ChangeRolloutStep,
  ) {}

  @Get('items/:key/rollout-steps')
  @Can('rollouts.read')
  @ApiOperation({ summary: 'Steps of the rollout, of every cycle' })
  async list(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<RolloutStepView[]> {
    return (await this.listSteps.run(actor, key)).map((step) => RolloutStepView.of(step));
  }

  @Post('items/:key/rollout-steps')
  @Can('rollouts.write')
  @ApiOperation({ summary: 'Plan a step of the rollout' })
  async plan(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Body() body: PlanRolloutStepBody,
  ): Promise<RolloutStepView> {
    const { id } = await this.planStep.run(actor, key, body);
    return RolloutStepView.of(await this.listSteps.one(actor, id));
  }

  @Get('rollout-steps/:id')
  @Can('rollouts.read')
  @ApiOperation({ summary: 'Show a step of the rollout' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<RolloutStepView> {
    return RolloutStepView.of(await this.listSteps.one(actor, id));
  }

  @Patch('rollout-steps/:id')
  @Can('rollouts.report')
  @ApiOperation({ summary: 'Report on a step, or replan it' })
  async change(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeRolloutStepBody,
  ): Promise<RolloutStepView> {
    await this.changeStep.run(actor, id, version, body);
    return RolloutStepView.of(await this.listSteps.one(actor, id));
  }
}
