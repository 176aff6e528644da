import { Body, Controller, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../../kernel/actor/index.js';
import type { Locale } from '../../../../kernel/text/index.js';
import { CurrentActor, CurrentLocale, IfMatch } from '../../../../platform/http/index.js';
import { Can } from '../../../people/index.js';
import { CreateMetric } from '../../operations/dictionary/create-metric.operation.js';
import { EditMetric } from '../../operations/dictionary/edit-metric.operation.js';
import { SetTargets } from '../../operations/dictionary/set-targets.operation.js';
import { ShowContributions } from '../../queries/contributions.query.js';
import { ListDefinitions } from '../../queries/list-definitions.query.js';
import { ListPoints } from '../../queries/list-points.query.js';
import { Metrics } from '../../queries/metrics.query.js';
import { TargetSeries } from '../../queries/target-series.query.js';
import { CreateMetricBody, EditMetricBody, SetTargetsBody } from './metric.body.js';
import { ContributionsQueryString, ListMetricsQueryString, ListPointsQueryString } from './metric.query-string.js';
import {
  ContributionsView,
  DefinitionView,
  MetricPageView,
  MetricView,
  PointPageView,
  TargetsView,
} from './metric.view.js';

@ApiTags('metrics')
@Controller('api/v1/workspaces/:workspace/metrics')
export class MetricsController {
  constructor(
    private readonly createMetric: CreateMetric,
    private readonly editMetric: EditMetric,
    private readonly metrics: Metrics,
    private readonly listPoints: ListPoints,
    private readonly listDefinitions: ListDefinitions,
    private readonly targetSeries: TargetSeries,
    private readonly setTargets: SetTargets,
    private readonly showContributions: ShowContributions,
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

  @Get(':code/definitions')
  @Can('metrics.read')
  @ApiOperation({ summary: 'What the metric has meant, newest version first' })
  async definitions(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<DefinitionView[]> {
    const rows = await this.listDefinitions.run(actor.workspace.id, code);
    return rows.map((row) => DefinitionView.of(row));
  }

  @Get(':code/targets')
  @Can('metrics.read')
  @ApiOperation({ summary: 'What the metric is expected to reach over time' })
  async targets(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<TargetsView> {
    return TargetsView.of(await this.targetSeries.show(actor.workspace.id, code));
  }

  @Put(':code/targets')
  @Can('metrics.write')
  @ApiOperation({ summary: 'Say what the metric is expected to reach from which day on' })
  async putTargets(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @IfMatch() version: number,
    @Body() { targets }: SetTargetsBody,
  ): Promise<TargetsView> {
    return TargetsView.of(await this.setTargets.run(actor, code, version, targets));
  }

  @Get(':code/contributions')
  @Can('metrics.read')
  @ApiOperation({ summary: 'What each factor of a computed metric contributed to its change (waterfall)' })
  async contributions(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Query() query: ContributionsQueryString,
  ): Promise<ContributionsView> {
    return ContributionsView.of(await this.showContributions.run(actor, code, query));
  }

  @Get(':code/points')
  @Can('metrics.read')
  @ApiOperation({ summary: 'What the metric was, oldest first, in its own period or a longer one' })
  async points(
    @CurrentActor() actor: Actor,
    @CurrentLocale() locale: Locale,
    @Param('code') code: string,
    @Query() query: ListPointsQueryString,
  ): Promise<PointPageView> {
    return PointPageView.of(await this.listPoints.run(actor.workspace, code, query), locale);
  }
}
