import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import {
  CurrentActor,
  CurrentPerson,
  PathId,
  type Request,
  requestLocale,
  ShownOnce,
  type SignedInPerson,
} from '../../../platform/http/index.js';
import { ApiKeys } from '../operations/api-keys.operation.js';
import { ListApiKeys } from '../queries/api-keys.query.js';
import { Workspaces } from '../queries/workspaces.query.js';
import { Can, SignedIn } from './access.js';
import { CreateApiKeyBody } from './api-key.body.js';
import { ApiKeyMadeView, ApiKeyView } from './api-key.view.js';
import { ForSessions } from './key-limits.js';

const WORKSPACE = { en: 'workspace', 'zh-CN': '工作区' };

/** Keys for programs: made by whoever they act for, and revoked by him or an admin. */
@ApiTags('people')
@Controller('api/v1')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeys,
    private readonly list: ListApiKeys,
    private readonly workspaces: Workspaces,
  ) {}

  @Get('me/api-keys')
  @SignedIn()
  @ForSessions()
  @ApiResponse({ status: 403 })
  @ApiOperation({ summary: 'My API keys' })
  async mine(@CurrentPerson() { userId }: SignedInPerson): Promise<ApiKeyView[]> {
    return (await this.list.ofPerson(userId)).map(ApiKeyView.of);
  }

  @Post('me/api-keys')
  @SignedIn()
  @ForSessions()
  @ShownOnce('key')
  @ApiResponse({ status: 403 })
  @ApiResponse({ status: 404 })
  @ApiOperation({ summary: 'Make an API key; it is shown this once' })
  async create(
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Body() { workspace, expiresInDays = null, ...wish }: CreateApiKeyBody,
  ): Promise<ApiKeyMadeView> {
    const actor = await this.actorIn(workspace, person, request);
    return ApiKeyMadeView.of(await this.keys.create(actor, { ...wish, expiresInDays }));
  }

  @Post('me/api-keys/:id/revoke')
  @SignedIn()
  @ForSessions()
  @HttpCode(204)
  @ApiResponse({ status: 403 })
  @ApiOperation({ summary: 'Revoke one of my API keys: it stops at once' })
  revoke(
    @CurrentPerson() { userId, name }: SignedInPerson,
    @Req() { id: requestId }: Request,
    @PathId() id: string,
  ): Promise<void> {
    return this.keys.revokeOwn({ userId, name, requestId }, id);
  }

  @Get('workspaces/:workspace/api-keys')
  @Can('members.manage')
  @ApiOperation({ summary: 'Every API key that opens the workspace' })
  async all(@CurrentActor() actor: Actor): Promise<ApiKeyView[]> {
    return (await this.list.ofWorkspace(actor.workspace.id)).map(ApiKeyView.of);
  }

  @Post('workspaces/:workspace/api-keys/:id/revoke')
  @Can('members.manage')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke an API key that opens the workspace' })
  revokeAny(@CurrentActor() actor: Actor, @PathId() id: string): Promise<void> {
    return this.keys.revokeOfWorkspace(actor, id);
  }

  private async actorIn(slug: string, { userId, name, sessionId }: SignedInPerson, request: Request): Promise<Actor> {
    const [found] = await this.workspaces.ofPerson(userId, slug);
    if (!found) throw notFound(WORKSPACE);
    const { timeZone, role, id } = found;
    const workspace = { id, slug, timeZone };
    return {
      userId,
      name,
      role,
      sessionId,
      workspace,
      source: 'api',
      requestId: request.id,
      locale: requestLocale(request),
    };
  }
}
