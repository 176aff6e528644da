import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, PathId } from '../../../platform/http/index.js';
import { PlaceMember } from '../operations/place-member.operation.js';
import { MemberDirectory } from '../queries/member-directory.query.js';
import { Can } from './access.js';
import { MemberView } from './people.view.js';
import { PlaceMemberBody } from './unit.body.js';

@ApiTags('people')
@Controller('api/v1/workspaces/:workspace/members')
export class MembersController {
  constructor(
    private readonly directory: MemberDirectory,
    private readonly placeMember: PlaceMember,
  ) {}

  @Get()
  @Can('members.read')
  @ApiOperation({ summary: 'Who belongs to the workspace, in which department, below whom' })
  async list(@CurrentActor() actor: Actor): Promise<MemberView[]> {
    return (await this.directory.list(actor)).map((member) => MemberView.of(member));
  }

  @Get(':id')
  @Can('members.read')
  @ApiOperation({ summary: 'Show a member' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<MemberView> {
    return MemberView.of(await this.directory.one(actor, id));
  }

  @Put(':id/unit')
  @Can('units.manage')
  @ApiOperation({ summary: 'Say to which department a person belongs' })
  async place(@CurrentActor() actor: Actor, @PathId() id: string, @Body() body: PlaceMemberBody): Promise<MemberView> {
    await this.placeMember.run(actor, id, body.unitId ?? null);
    return MemberView.of(await this.directory.one(actor, id));
  }
}
