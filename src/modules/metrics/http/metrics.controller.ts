import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { CreateMetric } from '../operations/create-metric.operation.js';
import { EditMetric } from '../operations/edit-metric.operation.js';
import { RecordPoints, type Upload } from '../operations/record-points.operation.js';
import { ListPoints } from '../queries/list-points.query.js';
import { Metrics } from '../queries/metrics.query.js';
import { CreateMetricBody, EditMetricBody, RecordPointsBody } from './metric.body.js';
import { ListMetricsQueryString, ListPointsQueryString } from './metric.query-string.js';
import { MetricPageView, MetricView, PointPageView, PointsRecordedView } from './metric.view.js';
import { UploadPipe } from './upload.pipe.js';

@ApiTags('metrics')
@Controller('api/v1/workspaces/:workspace/metrics')
export class MetricsController {
  constructor(
    private readonly createMetric: CreateMetric,
    private readonly editMetric: EditMetric,
    private readonly recordPoints: RecordPoints,
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

  @Post(':code/points')
  @HttpCode(200)
  @Can('metrics.record')
  @ApiOperation({ summary: 'Load points; all rows or none, and what is known already changes nothing' })
  @ApiConsumes('application/json', 'text/csv')
  @ApiBody({ type: RecordPointsBody, description: 'As text/csv: the header `timestamp,value` and one point a line.' })
  async record(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Body(UploadPipe) upload: Upload,
  ): Promise<PointsRecordedView> {
    return this.recordPoints.run(actor, code, upload);
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
