import { Controller, Get, Header, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';

import type { Locale } from '../../../kernel/text/index.js';
import { allowOwnScript, CurrentLocale, type Reply } from '../../../platform/http/index.js';
import { Public } from '../../people/index.js';
import { Unsubscribe } from '../operations/unsubscribe.operation.js';
import { UnsubscribeQueryString } from './notification.query-string.js';
import { askPage, donePage } from './unsubscribe.page.js';

const HTML = 'text/html; charset=utf-8';
const PAGE = { status: 200, content: { 'text/html': { schema: { type: 'string' } } } };

/** The address in `List-Unsubscribe` (RFC 8058): to look at it does nothing, to post to it ends the letters. */
@ApiTags('me')
@Controller('api/v1/unsubscribe')
export class UnsubscribeController {
  constructor(private readonly unsubscribe: Unsubscribe) {}

  @Get()
  @Public()
  @Header('content-type', HTML)
  @ApiProduces('text/html')
  @ApiResponse(PAGE)
  @ApiOperation({ summary: 'A page that asks whether letters of this kind should end' })
  show(
    @Query() { token }: UnsubscribeQueryString,
    @CurrentLocale() locale: Locale,
    @Res({ passthrough: true }) reply: Reply,
  ): string {
    this.unsubscribe.show(token);
    return askPage(locale, allowOwnScript(reply));
  }

  @Post()
  @HttpCode(200)
  @Public()
  @Header('content-type', HTML)
  @ApiConsumes('application/x-www-form-urlencoded', 'multipart/form-data')
  @ApiProduces('text/html')
  @ApiResponse(PAGE)
  @ApiOperation({ summary: 'End letters of one kind, by the token of a letter (RFC 8058)' })
  async end(
    @Query() { token }: UnsubscribeQueryString,
    @CurrentLocale() locale: Locale,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
    await this.unsubscribe.run(token);
    return donePage(locale, allowOwnScript(reply));
  }
}
