import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { ReportOccurrence } from '../operations/report-occurrence.operation.js';
import { Occurrences } from '../queries/occurrences.query.js';
import { ListOccurrencesQueryString, ReportOccurrenceBody } from './recurring-rule.body.js';
import { OccurrencePageView, OccurrenceView } from './recurring-rule.view.js';

@ApiTags('recurring work')
@Controller('api/v1/workspaces/:workspace/recurring-occurrences')
export class OccurrencesController {
  constructor(
    private readonly occurrences: Occurrences,
    private readonly reportOccurrence: ReportOccurrence,
  ) {}

  @Get()
  @Can('recurring.read')
  @ApiOperation({ summary: 'Dates that are owed, done, skipped or missed; the latest first' })
  async list(@CurrentActor() actor: Actor, @Query() query: ListOccurrencesQueryString): Promise<OccurrencePageView> {
    return OccurrencePageView.of(await this.occurrences.page(actor, query));
  }

  @Get(':id')
  @Can('recurring.read')
  @ApiOperation({ summary: 'Show one date of a rule' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<OccurrenceView> {
    return OccurrenceView.of(await this.occurrences.one(actor, id));
  }

  @Patch(':id')
  @Can('recurring.report')
  @ApiOperation({ summary: 'Report on one date; members on their own, leads on all' })
  async report(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: ReportOccurrenceBody,
  ): Promise<OccurrenceView> {
    await this.reportOccurrence.run(actor, id, version, body);
    return OccurrenceView.of(await this.occurrences.one(actor, id));
  }
}
