import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../../kernel/actor/index.js';
import { CurrentActor, PathId } from '../../../../platform/http/index.js';
import { Can } from '../../../people/index.js';
import { CleanPoints } from '../../operations/quality/clean-points.operation.js';
import { Quality } from '../../queries/quality.query.js';
import { ApplyCleaningBody, CleanBatchBody, DecideCleaningBody } from './quality.body.js';
import { ListCleaningsQueryString } from './quality.query-string.js';
import { CleanedView, CleaningPageView, CleaningView, QualityView } from './quality.view.js';

@ApiTags('metrics')
@Controller('api/v1/workspaces/:workspace/metrics/:code')
export class QualityController {
  constructor(
    private readonly quality: Quality,
    private readonly cleanPoints: CleanPoints,
  ) {}

  @Get('batches/:id/quality')
  @Can('metrics.read')
  @ApiOperation({ summary: 'What was found in an upload: repeats, gaps, outliers, units, old points' })
  async report(@CurrentActor() actor: Actor, @Param('code') code: string, @PathId() id: string): Promise<QualityView> {
    return QualityView.of(await this.quality.report(actor.workspace.id, code, id));
  }

  @Post('batches/:id/cleanings')
  @HttpCode(200)
  @Can('metrics.write')
  @ApiOperation({ summary: 'Apply every proposal of a kind in an upload' })
  async cleanBatch(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @PathId() id: string,
    @Body() body: CleanBatchBody,
  ): Promise<CleanedView> {
    return { applied: await this.cleanPoints.batch(actor, code, id, body) };
  }

  @Get('cleanings')
  @Can('metrics.read')
  @ApiOperation({ summary: 'What is, was or could be done about single points' })
  async cleanings(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Query() query: ListCleaningsQueryString,
  ): Promise<CleaningPageView> {
    return CleaningPageView.page(await this.quality.cleanings(actor.workspace, code, query));
  }

  @Post('cleanings/:id/apply')
  @HttpCode(200)
  @Can('metrics.write')
  @ApiOperation({ summary: 'Leave a value out, or put the median in its place; the raw value stays' })
  async apply(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @PathId() id: string,
    @Body() { action, reason = null }: ApplyCleaningBody,
  ): Promise<CleaningView> {
    return CleaningView.of(await this.cleanPoints.one(actor, code, id, { verb: 'apply', action, reason }));
  }

  @Post('cleanings/:id/undo')
  @HttpCode(200)
  @Can('metrics.write')
  @ApiOperation({ summary: 'Bring the raw value back, or the gap' })
  async undo(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @PathId() id: string,
    @Body() { reason = null }: DecideCleaningBody,
  ): Promise<CleaningView> {
    return CleaningView.of(await this.cleanPoints.one(actor, code, id, { verb: 'undo', reason }));
  }

  @Post('cleanings/:id/decline')
  @HttpCode(200)
  @Can('metrics.write')
  @ApiOperation({ summary: 'Leave the point as it is' })
  async decline(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @PathId() id: string,
    @Body() { reason = null }: DecideCleaningBody,
  ): Promise<CleaningView> {
    return CleaningView.of(await this.cleanPoints.one(actor, code, id, { verb: 'decline', reason }));
  }
}
