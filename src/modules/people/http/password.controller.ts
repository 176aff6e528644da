import { Body, Controller, Get, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import {
  allowOwnScript,
  CurrentActor,
  CurrentLocale,
  PathId,
  type Reply,
  type Request,
  ShownOnce,
} from '../../../platform/http/index.js';
import { CompletePasswordReset } from '../operations/complete-password-reset.operation.js';
import { OfferPasswordReset } from '../operations/offer-password-reset.operation.js';
import { RequestPasswordReset } from '../operations/request-password-reset.operation.js';
import { Can, Public } from './access.js';
import { CompletePasswordResetBody, RequestPasswordResetBody } from './password.body.js';
import { ResetOfferedView, ResetRequestedView } from './password.view.js';
import { resetPage } from './setup.page.js';

/** For whoever has lost a password. */
@ApiTags('people')
@Controller()
export class PasswordController {
  constructor(
    private readonly requestReset: RequestPasswordReset,
    private readonly completeReset: CompletePasswordReset,
    private readonly offerReset: OfferPasswordReset,
  ) {}

  @Get('reset')
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @ApiExcludeEndpoint()
  show(@CurrentLocale() locale: Locale, @Res({ passthrough: true }) reply: Reply): string {
    return resetPage(locale, allowOwnScript(reply));
  }

  @Post('api/v1/password-reset')
  @Public()
  @HttpCode(202)
  @ApiOperation({ summary: 'Ask for a link that sets a new password; the answer does not tell who has an account' })
  @ApiResponse({ status: 429 })
  async request(
    @Body() { email }: RequestPasswordResetBody,
    @Req() request: Request,
    @CurrentLocale() locale: Locale,
  ): Promise<ResetRequestedView> {
    return { byMail: await this.requestReset.run(email, request.ip, locale) };
  }

  @Post('api/v1/password-reset/complete')
  @Public()
  @HttpCode(204)
  @ApiOperation({ summary: 'Set a new password with the link of the letter; ends all sessions' })
  @ApiResponse({ status: 410 })
  complete(
    @Body() { token, password }: CompletePasswordResetBody,
    @Req() request: Request,
    @CurrentLocale() locale: Locale,
  ): Promise<void> {
    return this.completeReset.run(token, password, request.id, locale);
  }

  @Post('api/v1/workspaces/:workspace/members/:id/password-reset')
  @Can('members.manage')
  @ShownOnce('link', 'token')
  @ApiOperation({ summary: 'Make a link with which a member sets a new password' })
  async offer(@CurrentActor() actor: Actor, @PathId() id: string): Promise<ResetOfferedView> {
    const { mailed, link, token, expiresAt } = await this.offerReset.run(actor, id);
    return { mailed, link, token, expiresAt: expiresAt.toISOString() };
  }
}
