import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../../kernel/actor/index.js';
import { CurrentActor, PageQueryString } from '../../../../platform/http/index.js';
import { Can } from '../../../people/index.js';
import { Coverage } from '../../queries/coverage.query.js';
import { FreshnessFigures } from '../../queries/freshness.query.js';
import { CoverageQueryString } from './figures.query-string.js';
import { CoverageView, MetricFreshnessPageView } from './figures.view.js';

@ApiTags('metrics')
@Controller('api/v1/workspaces/:workspace')
export class FiguresController {
  constructor(
    private readonly coverage: Coverage,
    private readonly freshness: FreshnessFigures,
  ) {}

  @Get('metric-coverage')
  @Can('metrics.read')
  @ApiOperation({ summary: "How much of the core metrics' data is there, against what is wanted (70 % at first)" })
  async showCoverage(@CurrentActor() actor: Actor, @Query() query: CoverageQueryString): Promise<CoverageView> {
    return CoverageView.of(await this.coverage.run(actor.workspace, query));
  }

  @Get('metric-freshness')
  @Can('metrics.read')
  @ApiOperation({ summary: 'Whether values come as soon as they should (T+1, T+3, T+5), by code' })
  async showFreshness(@CurrentActor() actor: Actor, @Query() query: PageQueryString): Promise<MetricFreshnessPageView> {
    return MetricFreshnessPageView.of(await this.freshness.run(actor.workspace, query));
  }
}
