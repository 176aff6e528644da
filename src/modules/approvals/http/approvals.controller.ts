import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { DecideApproval } from '../operations/decide-approval.operation.js';
import { RequestApproval } from '../operations/request-approval.operation.js';
import { WithdrawApproval } from '../operations/withdraw-approval.operation.js';
import { ShowApprovals } from '../queries/show-approvals.query.js';
import { DecideApprovalBody, RequestApprovalBody } from './approval.body.js';
import { ApprovalView } from './approval.view.js';

@ApiTags('approvals')
@Controller('api/v1/workspaces/:workspace')
export class ApprovalsController {
  constructor(
    private readonly showApprovals: ShowApprovals,
    private readonly requestApproval: RequestApproval,
    private readonly decideApproval: DecideApproval,
    private readonly withdrawApproval: WithdrawApproval,
  ) {}

  @Get('items/:key/approvals')
  @Can('items.read')
  @ApiOperation({ summary: 'The approvals asked for below an item, all cycles, oldest first' })
  async list(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<ApprovalView[]> {
    return (await this.showApprovals.ofItem(actor, key)).map((approval) => ApprovalView.of(approval));
  }

  @Get('approvals/:id')
  @Can('items.read')
  @ApiOperation({ summary: 'Show an approval' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<ApprovalView> {
    return ApprovalView.of(await this.showApprovals.one(actor, id));
  }

  @Post('tasks/:id/approvals')
  @Can('approvals.request')
  @ApiOperation({ summary: 'Ask somebody to approve a task; its clock stands until he has decided' })
  async requestForTask(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @Body() body: RequestApprovalBody,
  ): Promise<ApprovalView> {
    return this.show(actor, await this.requestApproval.run(actor, 'task', id, body));
  }

  @Post('milestones/:id/approvals')
  @Can('approvals.request')
  @ApiOperation({ summary: 'Ask somebody to approve a milestone; its clock stands until he has decided' })
  async requestForMilestone(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @Body() body: RequestApprovalBody,
  ): Promise<ApprovalView> {
    return this.show(actor, await this.requestApproval.run(actor, 'milestone', id, body));
  }

  @Post('tasks/:id/approvals/withdrawal')
  @HttpCode(204)
  @Can('approvals.request')
  @ApiOperation({ summary: 'Take back the approval that a task waits for; `If-Match` is the task’s version' })
  withdrawForTask(@CurrentActor() actor: Actor, @PathId() id: string, @IfMatch() version: number): Promise<void> {
    return this.withdrawApproval.run(actor, 'task', id, version);
  }

  @Post('milestones/:id/approvals/withdrawal')
  @HttpCode(204)
  @Can('approvals.request')
  @ApiOperation({ summary: 'Take back the approval that a milestone waits for; `If-Match` is the milestone’s version' })
  withdrawForMilestone(@CurrentActor() actor: Actor, @PathId() id: string, @IfMatch() version: number): Promise<void> {
    return this.withdrawApproval.run(actor, 'milestone', id, version);
  }

  @Post('approvals/:id/decision')
  @HttpCode(200)
  @Can('approvals.decide')
  @ApiOperation({ summary: 'Approve or decline, by who was asked or, `On-Behalf-Of` him, his delegate' })
  async decide(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: DecideApprovalBody,
  ): Promise<ApprovalView> {
    await this.decideApproval.run(actor, id, version, body);
    return this.show(actor, id);
  }
}
