import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, PathId } from '../../../platform/http/index.js';
import { DeactivateMember } from '../operations/deactivate-member.operation.js';
import { HandoverMember } from '../operations/handover-member.operation.js';
import { MemberDirectory } from '../queries/member-directory.query.js';
import { Can } from './access.js';
import { HandoverBody, LeaveBody } from './handover.body.js';
import { HandedOverView, HoldingsView } from './handover.view.js';
import { MemberView } from './people.view.js';

@ApiTags('people')
@Controller('api/v1/workspaces/:workspace/members/:id')
export class HandoverController {
  constructor(
    private readonly handover: HandoverMember,
    private readonly deactivate: DeactivateMember,
    private readonly directory: MemberDirectory,
  ) {}

  @Get('holdings')
  @Can('members.manage')
  @ApiOperation({ summary: 'Everything that a member holds, with the digest that a handover needs' })
  async preview(@CurrentActor() actor: Actor, @PathId() id: string): Promise<HoldingsView> {
    return HoldingsView.of(await this.handover.preview(actor, id));
  }

  @Post('handover')
  @HttpCode(200)
  @Can('members.manage')
  @ApiOperation({ summary: 'Move everything that a member holds, as it was previewed' })
  @ApiResponse({ status: 412 })
  async move(@CurrentActor() actor: Actor, @PathId() id: string, @Body() body: HandoverBody): Promise<HandedOverView> {
    return { moved: await this.handover.run(actor, id, body) };
  }

  @Post('deactivation')
  @HttpCode(200)
  @Can('members.manage')
  @ApiOperation({ summary: 'Let a member go who holds nothing any more' })
  async leave(@CurrentActor() actor: Actor, @PathId() id: string, @Body() body: LeaveBody): Promise<MemberView> {
    await this.deactivate.run(actor, id, body.reason ?? null);
    return MemberView.of(await this.directory.one(actor, id));
  }

  @Post('reactivation')
  @HttpCode(200)
  @Can('members.manage')
  @ApiOperation({ summary: 'Take a member back' })
  async comeBack(@CurrentActor() actor: Actor, @PathId() id: string, @Body() body: LeaveBody): Promise<MemberView> {
    await this.deactivate.undo(actor, id, body.reason ?? null);
    return MemberView.of(await this.directory.one(actor, id));
  }
}
