import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Locale } from '../../../kernel/text/index.js';
import { CurrentLocale, CurrentPerson, type SignedInPerson } from '../../../platform/http/index.js';
import { SignedIn } from '../../people/index.js';
import { MyWork } from '../queries/my-work.query.js';
import { MyWorkQueryString } from './my-work.query-string.js';
import { WorkPageView } from './my-work.view.js';

@ApiTags('me')
@Controller('api/v1/me/work')
export class MyWorkController {
  constructor(private readonly myWork: MyWork) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'What I owe across my workspaces: late first, and with each row what clears it' })
  async list(
    @CurrentPerson() { userId }: SignedInPerson,
    @CurrentLocale() locale: Locale,
    @Query() query: MyWorkQueryString,
  ): Promise<WorkPageView> {
    return WorkPageView.of(await this.myWork.run(userId, query), locale);
  }
}
