import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, OptionalIfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { ApproveSop } from '../operations/approve-sop.operation.js';
import { DraftSop } from '../operations/draft-sop.operation.js';
import { EditSop } from '../operations/edit-sop.operation.js';
import { PublishSop } from '../operations/publish-sop.operation.js';
import { ShowSops } from '../queries/show-sops.query.js';
import { DraftSopBody, EditSopBody } from './knowledge.body.js';
import { SopView } from './knowledge.view.js';

@ApiTags('knowledge')
@Controller('api/v1/workspaces/:workspace')
export class SopsController {
  constructor(
    private readonly showSops: ShowSops,
    private readonly draftSop: DraftSop,
    private readonly editSop: EditSop,
    private readonly approveSop: ApproveSop,
    private readonly publishSop: PublishSop,
  ) {}

  @Get('items/:key/sops')
  @Can('knowledge.read')
  @ApiOperation({ summary: 'Standard operating procedures of an item, of every cycle' })
  async list(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<SopView[]> {
    return (await this.showSops.ofItem(actor, key)).map((sop) => SopView.of(sop));
  }

  @Post('items/:key/sops')
  @Can('knowledge.write')
  @ApiOperation({ summary: 'Draft a standard operating procedure' })
  async draft(@CurrentActor() actor: Actor, @Param('key') key: string, @Body() body: DraftSopBody): Promise<SopView> {
    return SopView.of(await this.draftSop.run(actor, key, body));
  }

  @Get('sops/:id')
  @Can('knowledge.read')
  @ApiOperation({ summary: 'Show a standard operating procedure' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<SopView> {
    return SopView.of(await this.showSops.one(actor, id));
  }

  @Patch('sops/:id')
  @Can('knowledge.write')
  @ApiOperation({ summary: 'Rewrite a draft' })
  async edit(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: EditSopBody,
  ): Promise<SopView> {
    return SopView.of(await this.editSop.run(actor, id, version, body));
  }

  @Post('sops/:id/approval')
  @HttpCode(200)
  @Can('knowledge.approve')
  @ApiOperation({ summary: 'Approve a draft that somebody else wrote' })
  async approve(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @OptionalIfMatch() version: number | undefined,
  ): Promise<SopView> {
    return SopView.of(await this.approveSop.run(actor, id, version));
  }

  @Post('sops/:id/publication')
  @HttpCode(200)
  @Can('knowledge.write')
  @ApiOperation({ summary: 'Publish an approved procedure in place of the one of the same title' })
  async publish(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @OptionalIfMatch() version: number | undefined,
  ): Promise<SopView> {
    return SopView.of(await this.publishSop.run(actor, id, version));
  }
}
