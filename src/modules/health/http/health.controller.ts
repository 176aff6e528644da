import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import type { Locale } from '../../../kernel/text/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { CurrentLocale, type Reply } from '../../../platform/http/index.js';
import { Public } from '../../people/index.js';
import { Readiness } from '../queries/readiness.query.js';
import { HealthView } from './health.view.js';
import { ReadinessView } from './readiness.view.js';

@ApiTags('operations')
@Controller('api/v1/health')
export class HealthController {
  constructor(
    private readonly transactions: Transactions,
    private readonly readiness: Readiness,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Whether the product is migrated and serving' })
  async health(): Promise<HealthView> {
    // Fails with 503 while the database cannot be reached.
    await this.transactions.reader.query('SELECT 1');
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @ApiOperation({ summary: 'Whether every part of the product works, jobs too, and which does not' })
  @ApiResponse({ status: 503, type: ReadinessView, description: 'The same, with at least one part that is not up.' })
  async ready(@CurrentLocale() locale: Locale, @Res({ passthrough: true }) reply: Reply): Promise<ReadinessView> {
    const view = ReadinessView.of(await this.readiness.states(), locale);
    void reply.status(view.status === 'ready' ? 200 : 503);
    return view;
  }
}
