import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { ApprovePlan } from '../operations/approve-plan.operation.js';
import { ShowPlanApproval } from '../queries/show-plan-approval.query.js';
import { ApprovePlanBody } from './measure.body.js';
import { PlanApprovalView } from './plan.view.js';

@ApiTags('plan')
@Controller('api/v1/workspaces/:workspace/items/:key/plan-approval')
export class PlanApprovalController {
  constructor(
    private readonly showApproval: ShowPlanApproval,
    private readonly approvePlan: ApprovePlan,
  ) {}

  @Get()
  @Can('plan.read')
  @ApiOperation({ summary: 'Who approved the plan as it is now' })
  async show(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<PlanApprovalView> {
    return PlanApprovalView.of(await this.showApproval.run(actor, key));
  }

  @Post()
  @HttpCode(200)
  @Can('plan.approve')
  @ApiOperation({ summary: 'Approve the chosen measures, none of which you wrote' })
  async approve(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Body() { note }: ApprovePlanBody,
  ): Promise<PlanApprovalView> {
    await this.approvePlan.run(actor, key, note ?? null);
    return PlanApprovalView.of(await this.showApproval.run(actor, key));
  }
}
