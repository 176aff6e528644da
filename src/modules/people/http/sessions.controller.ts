import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import {
  CurrentActor,
  CurrentLocale,
  CurrentPerson,
  PathId,
  type Request,
  type SignedInPerson,
} from '../../../platform/http/index.js';
import { ChangePassword } from '../operations/change-password.operation.js';
import { EndSessions } from '../operations/end-sessions.operation.js';
import { UnlockMember } from '../operations/unlock-member.operation.js';
import { Sessions } from '../queries/sessions.query.js';
import { Can, SignedIn } from './access.js';
import { ForSessions } from './key-limits.js';
import { ChangePasswordBody } from './password.body.js';
import { SessionsEndedView, SessionView } from './sessions.view.js';

/** Where people are signed in, and what keeps others from it. */
@ApiTags('people')
@Controller('api/v1')
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly endSessions: EndSessions,
    private readonly changePassword: ChangePassword,
    private readonly unlockMember: UnlockMember,
  ) {}

  @Get('me/sessions')
  @SignedIn()
  @ForSessions()
  @ApiResponse({ status: 403 })
  @ApiOperation({ summary: 'Where I am signed in' })
  async list(@CurrentPerson() { userId, sessionId }: SignedInPerson): Promise<SessionView[]> {
    return (await this.sessions.of(userId)).map((session) => SessionView.of(session, sessionId));
  }

  @Post('me/sessions/revoke-others')
  @SignedIn()
  @ForSessions()
  @HttpCode(200)
  @ApiResponse({ status: 403 })
  @ApiOperation({ summary: 'Sign me out everywhere else' })
  async revokeOthers(
    @CurrentPerson() { userId, name, sessionId }: SignedInPerson,
    @Req() { id: requestId }: Request,
  ): Promise<SessionsEndedView> {
    return { ended: await this.endSessions.others({ userId, name, requestId }, sessionId) };
  }

  @Post('me/sessions/:id/revoke')
  @SignedIn()
  @ForSessions()
  @HttpCode(204)
  @ApiResponse({ status: 403 })
  @ApiOperation({ summary: 'Sign me out in one place' })
  revoke(
    @CurrentPerson() { userId, name }: SignedInPerson,
    @Req() { id: requestId }: Request,
    @PathId() id: string,
  ): Promise<void> {
    return this.endSessions.one({ userId, name, requestId }, id);
  }

  @Post('me/password')
  @SignedIn()
  @ForSessions()
  @HttpCode(204)
  @ApiResponse({ status: 403 })
  @ApiResponse({ status: 429 })
  @ApiOperation({ summary: 'Change my password; ends my other sessions' })
  change(
    @CurrentPerson() { userId, name, email, sessionId }: SignedInPerson,
    @Req() { id: requestId }: Request,
    @CurrentLocale() locale: Locale,
    @Body() body: ChangePasswordBody,
  ): Promise<void> {
    return this.changePassword.run({ userId, name, email, sessionId: sessionId ?? '', requestId, locale }, body);
  }

  @Post('workspaces/:workspace/members/:id/sessions/revoke')
  @Can('members.manage')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign a member out everywhere' })
  async revokeOfMember(@CurrentActor() actor: Actor, @PathId() id: string): Promise<SessionsEndedView> {
    return { ended: await this.endSessions.ofMember(actor, id) };
  }

  @Post('workspaces/:workspace/members/:id/unlock')
  @Can('members.manage')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let a member sign in again whom wrong passwords have locked out' })
  unlock(@CurrentActor() actor: Actor, @PathId() id: string): Promise<void> {
    return this.unlockMember.run(actor, id);
  }
}
