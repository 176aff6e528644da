import { Body, Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch } from '../../../platform/http/index.js';
import { Can, readDomain } from '../../people/index.js';
import { ConfigureProvider } from '../operations/configure-provider.operation.js';
import { ShowProvider } from '../queries/show-provider.query.js';
import { ConfigureProviderBody } from './provider.body.js';
import { ProviderView } from './provider.view.js';

@ApiTags('single sign-on')
@Controller('api/v1/workspaces/:workspace/sso')
export class ProviderController {
  constructor(
    private readonly showProvider: ShowProvider,
    private readonly configureProvider: ConfigureProvider,
  ) {}

  @Get()
  @Can('workspace.manage')
  @ApiOperation({ summary: 'The identity provider of the workspace' })
  async show(@CurrentActor() { workspace }: Actor): Promise<ProviderView> {
    return ProviderView.of(await this.showProvider.run(workspace));
  }

  @Put()
  @Can('workspace.manage')
  @ApiOperation({ summary: 'Set the identity provider; it must answer' })
  @ApiResponse({ status: 503 })
  async set(
    @CurrentActor() actor: Actor,
    @IfMatch() version: number,
    @Body() body: ConfigureProviderBody,
  ): Promise<ProviderView> {
    const domains = body.domains.map(readDomain);
    await this.configureProvider.set(actor, version, { ...body, domains });
    return ProviderView.of(await this.showProvider.run(actor.workspace));
  }

  @Delete()
  @HttpCode(204)
  @Can('workspace.manage')
  @ApiOperation({ summary: 'Take the identity provider away; the sessions it opened end' })
  remove(@CurrentActor() actor: Actor): Promise<void> {
    return this.configureProvider.remove(actor);
  }
}
