import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../../kernel/actor/index.js';
import { CurrentActor, PageQueryString } from '../../../../platform/http/index.js';
import { Can } from '../../../people/index.js';
import type { Upload } from '../../domain/ingest/upload.js';
import { RecordPoints } from '../../operations/ingest/record-points.operation.js';
import { ListBatches } from '../../queries/list-batches.query.js';
import { ListRestatements } from '../../queries/list-restatements.query.js';
import { RecordPointsQueryString } from '../dictionary/metric.query-string.js';
import { RecordPointsBody } from './points.body.js';
import { BatchPageView, PointsRecordedView, RestatementPageView } from './points.view.js';
import { UploadPipe } from './upload.pipe.js';
import { XLSX_TYPE } from './xlsx-rows.js';

@ApiTags('metrics')
@Controller('api/v1/workspaces/:workspace/metrics')
export class PointsController {
  constructor(
    private readonly recordPoints: RecordPoints,
    private readonly listBatches: ListBatches,
    private readonly listRestatements: ListRestatements,
  ) {}

  @Post(':code/points')
  @HttpCode(200)
  @Can('metrics.record')
  @ApiOperation({ summary: 'Load points; all rows or none, and what is known already changes nothing' })
  @ApiConsumes('application/json', 'application/x-ndjson', 'text/csv', XLSX_TYPE)
  @ApiBody({
    type: RecordPointsBody,
    description:
      'JSON: up to 20,000 points. NDJSON, one point a line, and CSV with the header `timestamp,value` and then perhaps ' +
      'dimensions: any number. A workbook (.xlsx) with that header in its first sheet: up to 2 MB.',
  })
  async record(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Query() { rows }: RecordPointsQueryString,
    @Body(UploadPipe) upload: Upload,
  ): Promise<PointsRecordedView> {
    return this.recordPoints.run(actor, code, upload, rows);
  }

  @Get(':code/batches')
  @Can('metrics.read')
  @ApiOperation({ summary: 'The uploads that changed something, newest first' })
  async batches(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Query() query: PageQueryString,
  ): Promise<BatchPageView> {
    return BatchPageView.of(await this.listBatches.run(actor.workspace.id, code, query));
  }

  @Get(':code/restatements')
  @Can('metrics.read')
  @ApiOperation({ summary: 'What points said before they were restated, newest first' })
  async restatements(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Query() query: PageQueryString,
  ): Promise<RestatementPageView> {
    return RestatementPageView.of(await this.listRestatements.run(actor.workspace, code, query));
  }
}
