import { Controller, Get, Inject, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';

import { CONFIG, type Config } from '../../../config/index.js';
import { serving } from '../../../platform/database/index.js';
import type { Reply, Request } from '../../../platform/http/index.js';
import { Public } from '../../people/index.js';
import { BeginSignIn } from '../operations/begin-sign-in.operation.js';
import { CompleteSignIn } from '../operations/complete-sign-in.operation.js';
import { ShowProvider } from '../queries/show-provider.query.js';
import { RefusalPageFilter } from './refusal-page.filter.js';
import { BeginSignInQueryString } from './sso.query-string.js';
import { readStateCookie, stateCookie } from './state-cookie.js';

/** The way to the provider of a workspace, and back. */
@ApiTags('single sign-on')
@UseFilters(RefusalPageFilter)
@Controller('api/v1/sso/:slug')
export class SignInController {
  constructor(
    private readonly showProvider: ShowProvider,
    private readonly beginSignIn: BeginSignIn,
    private readonly completeSignIn: CompleteSignIn,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('start')
  @Public()
  @ApiOperation({ summary: 'Go to the provider of the workspace to sign in' })
  @ApiResponse({ status: 302 })
  @ApiResponse({ status: 503 })
  async start(
    @Param('slug') slug: string,
    @Query() { reauthenticate }: BeginSignInQueryString,
    @Res() reply: Reply,
  ): Promise<void> {
    const workspace = await this.showProvider.workspace(slug);
    const begun = await serving(workspace.id, () => this.beginSignIn.run(workspace, reauthenticate === 'true'));
    void reply.header('set-cookie', stateCookie(begun.state, this.config.publicUrl)).redirect(begun.url, 302);
  }

  /** The provider adds parameters of its own (`iss`, `session_state`), so unknown ones are not refused here. */
  @Get('callback')
  @Public()
  @ApiOperation({ summary: 'Come back from the provider; opens a session' })
  @ApiQuery({ name: 'code', required: false })
  @ApiQuery({ name: 'state', required: false })
  @ApiResponse({ status: 302 })
  @ApiResponse({ status: 401 })
  @ApiResponse({ status: 403 })
  @ApiResponse({ status: 503 })
  async callback(@Param('slug') slug: string, @Req() request: Request, @Res() reply: Reply): Promise<void> {
    const workspace = await this.showProvider.workspace(slug);
    const { code, state } = request.query as Record<string, unknown>;
    const returned = {
      ...(typeof code === 'string' && { code }),
      ...(typeof state === 'string' && { state }),
      ownState: readStateCookie(request.headers.cookie),
      requestId: request.id,
      ipAddress: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
    };
    const session = await serving(workspace.id, () => this.completeSignIn.run(workspace, returned));
    const cookies = [session, stateCookie('', this.config.publicUrl)];
    void reply.header('set-cookie', cookies).redirect(`${this.config.publicUrl}/`, 302);
  }
}
