import { Body, Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, CurrentPerson, IfMatch, PathId, type SignedInPerson } from '../../../platform/http/index.js';
import { RequireSecondFactor } from '../operations/require-second-factor.operation.js';
import { ResetSecondFactor } from '../operations/reset-second-factor.operation.js';
import { SecondFactorState } from '../queries/second-factor-state.query.js';
import { Can, SignedIn } from './access.js';
import { RequireSecondFactorBody } from './second-factor.body.js';
import { MySecondFactorView, SecondFactorRuleView } from './second-factor.view.js';

/** Who has a second factor, and who must; enrolling itself is below /auth/two-factor. */
@ApiTags('people')
@Controller('api/v1')
export class SecondFactorController {
  constructor(
    private readonly state: SecondFactorState,
    private readonly requireSecondFactor: RequireSecondFactor,
    private readonly resetSecondFactor: ResetSecondFactor,
  ) {}

  @Get('me/second-factor')
  @SignedIn({ beforeSecondFactor: true })
  @ApiOperation({ summary: 'Whether I have a second factor' })
  async mine(@CurrentPerson() { userId }: SignedInPerson): Promise<MySecondFactorView> {
    return { enrolled: await this.state.isEnrolled(userId) };
  }

  @Get('workspaces/:workspace/second-factor')
  @Can('workspace.manage')
  @ApiOperation({ summary: 'Whether a second factor is required, and who has one' })
  async rule(@CurrentActor() { workspace }: Actor): Promise<SecondFactorRuleView> {
    const rule = await this.state.isRequired(workspace.id);
    return { ...rule, enrolledMembers: await this.state.membersWith(workspace.id) };
  }

  @Put('workspaces/:workspace/second-factor')
  @Can('workspace.manage')
  @ApiOperation({ summary: 'Require a second factor of everybody; whoever says so must have one' })
  async require(
    @CurrentActor() actor: Actor,
    @IfMatch() version: number,
    @Body() { required }: RequireSecondFactorBody,
  ): Promise<SecondFactorRuleView> {
    await this.requireSecondFactor.run(actor, version, required);
    return this.rule(actor);
  }

  @Delete('workspaces/:workspace/members/:id/second-factor')
  @HttpCode(204)
  @Can('members.manage')
  @ApiOperation({ summary: 'Take the second factor of a member away who lost it; his sessions end' })
  async reset(@CurrentActor() actor: Actor, @PathId() id: string): Promise<void> {
    await this.resetSecondFactor.run(actor, id);
  }
}
