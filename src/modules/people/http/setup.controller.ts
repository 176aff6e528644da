import { Body, Controller, Get, Header, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import { allowOwnScript, CurrentLocale, type Reply, type Request } from '../../../platform/http/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import { AcceptInvitation } from '../operations/accept-invitation.operation.js';
import { CreateFirstAdmin } from '../operations/create-first-admin.operation.js';
import { Public } from './access.js';
import { JoinedView } from './people.view.js';
import { AcceptInvitationBody, CreateFirstAdminBody } from './setup.body.js';
import { joinPage, setupPage } from './setup.page.js';

/** Accounts are made by one-time links alone. */
@ApiTags('people')
@Controller()
export class SetupController {
  constructor(
    private readonly createFirstAdmin: CreateFirstAdmin,
    private readonly acceptInvitation: AcceptInvitation,
  ) {}

  @Get('setup')
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @ApiExcludeEndpoint()
  showSetup(@CurrentLocale() locale: Locale, @Res({ passthrough: true }) reply: Reply): string {
    return setupPage(locale, allowOwnScript(reply));
  }

  @Get('join')
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @ApiExcludeEndpoint()
  showJoin(@CurrentLocale() locale: Locale, @Res({ passthrough: true }) reply: Reply): string {
    return joinPage(locale, allowOwnScript(reply));
  }

  @Post('api/v1/setup')
  @Public()
  @ApiOperation({ summary: 'Make the first admin and workspace with the link printed at the first start' })
  @ApiResponse({ status: 410 })
  setUp(@Body() body: CreateFirstAdminBody, @Req() request: Request): Promise<JoinedView> {
    return this.createFirstAdmin.run(body, request.id);
  }

  @Post('api/v1/invitations/accept')
  @Public()
  @ApiOperation({ summary: 'Set a password with an invitation link' })
  @ApiResponse({ status: 410 })
  accept(@Body() body: AcceptInvitationBody, @Req() request: Request): Promise<JoinedView> {
    return this.acceptInvitation.run(body.token, body.password, request.id);
  }
}
