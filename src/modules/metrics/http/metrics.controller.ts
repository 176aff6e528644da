import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { CreateMetric } from '../operations/create-metric.operation.js';
import { EditMetric } from '../operations/edit-metric.operation.js';
import { ListPoints } from '../queries/list-points.query.js';
import { Metrics } from '../queries/metrics.query.js';
import { CreateMetricBody, EditMetricBody } from './metric.body.js';
import { ListMetricsQueryString, ListPointsQueryString } from './metric.query-string.js';
import { MetricPageView, MetricView, PointPageView } from './metric.view.js';

@ApiTags('metrics')
@Controller('api/v1/workspaces/:workspace/metrics')
export class MetricsController {
  constructor(
    private readonly createMetric: CreateMetric,
    private readonly editMetric: EditMetric,
    private readonly metrics: Metrics,
    private readonly listPoints: ListPoints,
  ) {}

  @Get()
  @Can('metrics.read')
  @ApiOperation({ summary: 'List the metric dictionary, by code' })
  async list(@CurrentActor() actor: Actor, @Query() query: ListMetricsQueryString): Promise<MetricPageView> {
    return MetricPageView.of(await this.metrics.list(actor.workspace.id, query));
  }

  @Post()
  @Can('metrics.write')
  @ApiOperation({ summary: 'Enter a metric into the dictionary' })
  async create(@CurrentActor() actor: Actor, @Body() body: CreateMetricBody): Promise<MetricView> {
    return MetricView.of(await this.createMetric.run(actor, body));
  }

  @Get(':code')
  @Can('metrics.read')
  @ApiOperation({ summary: 'Show a metric' })
  async show(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<MetricView> {
    return MetricView.of(await this.metrics.show(actor.workspace.id, code));
  }

  @Patch(':code')
  @Can('metrics.write')
  @ApiOperation({ summary: 'Change what is written about a metric' })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @IfMatch() version: number,
    @Body() body: EditMetricBody,
  ): Promise<MetricView> {
    return MetricView.of(await this.editMetric.run(actor, code, version, body));
  }

  @Get(':code/points')
  @Can('metrics.read')
  @ApiOperation({ summary: 'What the metric was, oldest first, in its own period or a longer one' })
  async points(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Query() query: ListPointsQueryString,
  ): Promise<PointPageView> {
    return PointPageView.of(await this.listPoints.run(actor.workspace, code, query));
  }
}
