import { Body, Controller, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { RecordAbsence } from '../operations/record-absence.operation.js';
import { SetWorkingTime } from '../operations/set-working-time.operation.js';
import { SetUnitCalendar } from '../operations/set-unit-calendar.operation.js';
import { Absences } from '../queries/absences.query.js';
import { ShowUnitCalendar } from '../queries/show-unit-calendar.query.js';
import { ShowWorkingTime } from '../queries/show-working-time.query.js';
import { RecordAbsenceBody, SetUnitCalendarBody, SetWorkingTimeBody } from './calendar.body.js';
import { ListAbsencesQueryString } from './calendar.query-string.js';
import { AbsenceView, UnitCalendarView, WorkingTimeView } from './calendar.view.js';

@ApiTags('calendars')
@Controller('api/v1/workspaces/:workspace')
export class WorkingTimeController {
  constructor(
    private readonly showWorkingTime: ShowWorkingTime,
    private readonly setWorkingTime: SetWorkingTime,
    private readonly showUnitCalendar: ShowUnitCalendar,
    private readonly setUnitCalendar: SetUnitCalendar,
    private readonly absences: Absences,
    private readonly recordAbsence: RecordAbsence,
  ) {}

  @Get('members/:id/working-time')
  @Can('calendars.read')
  @ApiOperation({ summary: 'Where and when a person works' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<WorkingTimeView> {
    return WorkingTimeView.of(await this.showWorkingTime.run(actor.workspace, id));
  }

  @Patch('members/:id/working-time')
  @Can('absences.write')
  @ApiOperation({ summary: 'Say where and when a person works: everybody for himself, admins for all' })
  async change(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: SetWorkingTimeBody,
  ): Promise<WorkingTimeView> {
    await this.setWorkingTime.run(actor, id, version, body);
    return this.show(actor, id);
  }

  @Get('units/:id/calendar')
  @Can('calendars.read')
  @ApiOperation({ summary: 'By which working calendar a department works' })
  async unitCalendar(@CurrentActor() actor: Actor, @PathId() id: string): Promise<UnitCalendarView> {
    return UnitCalendarView.of(await this.showUnitCalendar.run(actor, id));
  }

  @Put('units/:id/calendar')
  @Can('calendars.manage')
  @ApiOperation({ summary: 'Say by which working calendar a department and those below it work' })
  async setCalendarOfUnit(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { calendarId = null }: SetUnitCalendarBody,
  ): Promise<UnitCalendarView> {
    await this.setUnitCalendar.run(actor, id, version, calendarId);
    return this.unitCalendar(actor, id);
  }

  @Get('absences')
  @Can('calendars.read')
  @ApiOperation({ summary: 'Who is away and when, by first day, at most 1,000' })
  async list(@CurrentActor() actor: Actor, @Query() filter: ListAbsencesQueryString): Promise<AbsenceView[]> {
    return (await this.absences.list(actor.workspace.id, filter)).map((absence) => AbsenceView.of(absence));
  }

  @Post('absences')
  @Can('absences.write')
  @ApiOperation({ summary: 'Note that somebody is away: everybody for himself, leads for all' })
  async record(@CurrentActor() actor: Actor, @Body() body: RecordAbsenceBody): Promise<AbsenceView> {
    return AbsenceView.of(await this.recordAbsence.run(actor, body));
  }

  @Post('absences/:id/cancel')
  @HttpCode(200)
  @Can('absences.write')
  @ApiOperation({ summary: 'Call an absence off' })
  async cancel(@CurrentActor() actor: Actor, @PathId() id: string): Promise<AbsenceView> {
    return AbsenceView.of(await this.recordAbsence.cancel(actor, id));
  }
}
