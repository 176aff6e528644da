import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PageQueryString, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { KeepCalendar } from '../operations/keep-calendar.operation.js';
import { SilenceRules } from '../operations/silence-rules.operation.js';
import { Findings } from '../queries/findings.query.js';
import { Rules } from '../queries/rules.query.js';
import { Silences } from '../queries/silences.query.js';
import { CalendarEventBody, EndSilenceBody, SilenceBody } from './silence.body.js';
import {
  CalendarEventPageView,
  CalendarEventView,
  FindingPageView,
  SilencePageView,
  SilenceView,
} from './silence.view.js';

@ApiTags('trigger rules')
@Controller('api/v1/workspaces/:workspace')
export class TriggerCalendarController {
  constructor(
    private readonly silenceRules: SilenceRules,
    private readonly keepCalendar: KeepCalendar,
    private readonly silences: Silences,
    private readonly rules: Rules,
    private readonly findings: Findings,
  ) {}

  @Get('trigger-rules/:id/findings')
  @Can('triggers.read')
  @ApiOperation({ summary: 'Every change of state of a rule with the exact points it rests on, newest first' })
  async history(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @Query() query: PageQueryString,
  ): Promise<FindingPageView> {
    await this.rules.find(actor.workspace, id);
    return FindingPageView.of(await this.findings.list(actor, id, query));
  }

  @Get('trigger-silences')
  @Can('triggers.read')
  @ApiOperation({ summary: 'List silences, newest first' })
  async listSilences(@CurrentActor() actor: Actor, @Query() query: PageQueryString): Promise<SilencePageView> {
    return SilencePageView.of(await this.silences.list(actor.workspace.id, query));
  }

  @Post('trigger-silences')
  @Can('triggers.write')
  @ApiOperation({ summary: 'Keep rules from opening items for a while' })
  async silence(
    @CurrentActor() actor: Actor,
    @Body() { startsAt, endsAt, ...body }: SilenceBody,
  ): Promise<SilenceView> {
    const span = { startsAt: startsAt == null ? null : new Date(startsAt), endsAt: new Date(endsAt) };
    return SilenceView.of(await this.silenceRules.run(actor, { ...body, ...span }));
  }

  @Patch('trigger-silences/:id')
  @Can('triggers.write')
  @ApiOperation({ summary: 'Move the end of a silence, also to now' })
  async endSilence(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { endsAt }: EndSilenceBody,
  ): Promise<SilenceView> {
    return SilenceView.of(await this.silenceRules.end(actor, id, version, endsAt == null ? null : new Date(endsAt)));
  }

  @Get('calendar-events')
  @Can('triggers.read')
  @ApiOperation({ summary: 'List promotions, holidays and releases that explain points, newest first' })
  async listEvents(@CurrentActor() actor: Actor, @Query() query: PageQueryString): Promise<CalendarEventPageView> {
    return CalendarEventPageView.of(await this.silences.events(actor.workspace.id, query));
  }

  @Post('calendar-events')
  @Can('triggers.write')
  @ApiOperation({ summary: 'Enter a promotion, a holiday or a release' })
  async addEvent(@CurrentActor() actor: Actor, @Body() body: CalendarEventBody): Promise<CalendarEventView> {
    return CalendarEventView.of(await this.keepCalendar.add(actor, body));
  }

  @Delete('calendar-events/:id')
  @HttpCode(204)
  @Can('triggers.write')
  @ApiOperation({ summary: 'Take an event out of the calendar; what was judged under it stays' })
  async removeEvent(@CurrentActor() actor: Actor, @PathId() id: string, @IfMatch() version: number): Promise<void> {
    await this.keepCalendar.remove(actor, id, version);
  }
}
