import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, CurrentPerson, IfMatch, type SignedInPerson } from '../../../platform/http/index.js';
import { ChangeSettings } from '../operations/change-settings.operation.js';
import { Workspaces } from '../queries/workspaces.query.js';
import { Can, SignedIn } from './access.js';
import { ForAnyKey } from './key-limits.js';
import { MeView, WorkspaceView } from './people.view.js';
import { ChangeSettingsBody } from './settings.body.js';

@ApiTags('people')
@Controller('api/v1')
export class WorkspaceController {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly changeSettings: ChangeSettings,
  ) {}

  @Get('me')
  @SignedIn({ beforeSecondFactor: true })
  @ForAnyKey()
  @ApiOperation({ summary: 'Who I am, and where I belong' })
  async me(@CurrentPerson() { userId, name, email }: SignedInPerson): Promise<MeView> {
    const workspaces = await this.workspaces.ofPerson(userId);
    return { userId, name, email, workspaces: workspaces.map(({ slug, name, role }) => ({ slug, name, role })) };
  }

  @Get('workspaces/:workspace')
  @Can('workspace.read')
  @ApiOperation({ summary: 'The workspace and its thresholds' })
  show(@CurrentActor() actor: Actor): Promise<WorkspaceView> {
    return this.workspaces.show(actor.workspace.id);
  }

  @Patch('workspaces/:workspace/settings')
  @Can('workspace.manage')
  @ApiOperation({ summary: 'Change thresholds' })
  async change(
    @CurrentActor() actor: Actor,
    @IfMatch() version: number,
    @Body() body: ChangeSettingsBody,
  ): Promise<WorkspaceView> {
    await this.changeSettings.run(actor, version, body);
    return this.workspaces.show(actor.workspace.id);
  }
}
