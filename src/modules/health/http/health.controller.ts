import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import { Transactions } from '../../../platform/database/index.js';
import { Public } from '../../people/index.js';
import { HealthView } from './health.view.js';

@ApiTags('operations')
@Controller('api/v1/health')
export class HealthController {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Whether the product is migrated and serving' })
  async health(): Promise<HealthView> {
    // Fails with 503 while the database cannot be reached.
    await this.transactions.reader.query('SELECT 1');
    return { status: 'ok' };
  }
}
