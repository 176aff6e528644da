import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { GiveDelegation } from '../operations/give-delegation.operation.js';
import { RevokeDelegation } from '../operations/revoke-delegation.operation.js';
import { Delegations } from '../queries/delegations.query.js';
import { Can } from './access.js';
import { DelegationsQueryString, GiveDelegationBody, RevokeDelegationBody } from './delegation.body.js';
import { DelegationPageView, DelegationView } from './delegation.view.js';

@ApiTags('people')
@Controller('api/v1/workspaces/:workspace/delegations')
export class DelegationsController {
  constructor(
    private readonly delegations: Delegations,
    private readonly giveDelegation: GiveDelegation,
    private readonly revokeDelegation: RevokeDelegation,
  ) {}

  @Get()
  @Can('delegations.read')
  @ApiOperation({ summary: 'Whose approvals are handed over to whom, newest first' })
  async page(
    @CurrentActor() actor: Actor,
    @Query() { ended = false, ...page }: DelegationsQueryString,
  ): Promise<DelegationPageView> {
    return DelegationPageView.of(await this.delegations.page(actor, { ...page, ended }));
  }

  @Post()
  @Can('delegations.give')
  @ApiOperation({ summary: 'Hand approvals over to another member, for days' })
  async give(@CurrentActor() actor: Actor, @Body() body: GiveDelegationBody): Promise<DelegationView> {
    return DelegationView.of(await this.delegations.one(actor, await this.giveDelegation.run(actor, body)));
  }

  @Get(':id')
  @Can('delegations.read')
  @ApiOperation({ summary: 'Show a delegation' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<DelegationView> {
    return DelegationView.of(await this.delegations.one(actor, id));
  }

  @Post(':id/revocation')
  @HttpCode(200)
  @Can('delegations.give')
  @ApiOperation({ summary: 'Take a delegation back, or give it back' })
  async revoke(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { reason = null }: RevokeDelegationBody,
  ): Promise<DelegationView> {
    await this.revokeDelegation.run(actor, id, version, reason);
    return DelegationView.of(await this.delegations.one(actor, id));
  }
}
