import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, OptionalIfMatch } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { LockLimits } from '../operations/lock-limits.operation.js';
import { LimitsInForce } from '../queries/limits-in-force.query.js';
import { ShowMetricChart } from '../queries/metric-chart.query.js';
import { LockLimitsBody } from './signal.body.js';
import { ChartQueryString, ListLimitsQueryString } from './signal.query-string.js';
import { ControlLimitsPageView, ControlLimitsView, MetricChartView } from './signal.view.js';

@ApiTags('control charts')
@Controller('api/v1/workspaces/:workspace/metrics/:code')
export class ChartsController {
  constructor(
    private readonly chart: ShowMetricChart,
    private readonly limits: LimitsInForce,
    private readonly lockLimits: LockLimits,
  ) {}

  @Get('chart')
  @Can('metrics.read')
  @ApiOperation({ summary: 'A control chart of the metric: points, centre, limits and the rules they break' })
  async show(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Query() { rules = 'western_electric', ...asked }: ChartQueryString,
  ): Promise<MetricChartView> {
    return MetricChartView.of(await this.chart.run(actor.workspace, code, { ...asked, rules }), actor.locale);
  }

  @Get('limits')
  @Can('metrics.read')
  @ApiOperation({ summary: 'Every version of the control limits that were locked, newest first' })
  async list(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Query() query: ListLimitsQueryString,
  ): Promise<ControlLimitsPageView> {
    return ControlLimitsPageView.of(await this.limits.list(actor.workspace.id, code, query));
  }

  @Post('limits')
  @Can('metrics.write')
  @ApiOperation({ summary: 'Lock control limits from a baseline; replacing those in force needs their version' })
  async lock(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @OptionalIfMatch() version: number | undefined,
    @Body() body: LockLimitsBody,
  ): Promise<ControlLimitsView> {
    return ControlLimitsView.of(await this.lockLimits.run(actor, code, version, body));
  }
}
