import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { isLocalDate } from '../../../kernel/time/index.js';
import { holidayCountries, holidayRegions } from '../../../platform/holidays/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { CALENDAR_DAY_NOUN } from '../domain/calendar-words.js';
import { CreateCalendar } from '../operations/create-calendar.operation.js';
import { EditCalendar } from '../operations/edit-calendar.operation.js';
import { SetCalendarDays } from '../operations/set-calendar-days.operation.js';
import { CalendarDays } from '../queries/calendar-days.query.js';
import { Calendars } from '../queries/calendars.query.js';
import { CreateCalendarBody, EditCalendarBody, ImportDaysBody, SetCalendarDayBody } from './calendar.body.js';
import { CalendarDaysQueryString } from './calendar.query-string.js';
import { CalendarDayView, CalendarView, DaysImportedView, HolidayCountryView } from './calendar.view.js';

@ApiTags('calendars')
@Controller('api/v1/workspaces/:workspace')
export class CalendarsController {
  constructor(
    private readonly calendars: Calendars,
    private readonly calendarDays: CalendarDays,
    private readonly createCalendar: CreateCalendar,
    private readonly editCalendar: EditCalendar,
    private readonly setDays: SetCalendarDays,
  ) {}

  @Get('holiday-countries')
  @Can('calendars.read')
  @ApiOperation({ summary: 'Countries and states whose public days are known' })
  countries(): HolidayCountryView[] {
    return [...holidayCountries()].map(([code, name]) => ({ code, name, regions: [...holidayRegions(code).keys()] }));
  }

  @Get('calendars')
  @Can('calendars.read')
  @ApiOperation({ summary: 'The working calendars, by name' })
  async list(@CurrentActor() actor: Actor): Promise<CalendarView[]> {
    return (await this.calendars.list(actor.workspace)).map((shown) => CalendarView.of(shown));
  }

  @Post('calendars')
  @Can('calendars.manage')
  @ApiOperation({ summary: 'Set up a working calendar; the first is everybody’s' })
  async create(@CurrentActor() actor: Actor, @Body() body: CreateCalendarBody): Promise<CalendarView> {
    return this.one(actor, await this.createCalendar.run(actor, body));
  }

  @Get('calendars/:id')
  @Can('calendars.read')
  @ApiOperation({ summary: 'Show a working calendar' })
  show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<CalendarView> {
    return this.one(actor, id);
  }

  @Patch('calendars/:id')
  @Can('calendars.manage')
  @ApiOperation({ summary: 'Change a working calendar' })
  async edit(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: EditCalendarBody,
  ): Promise<CalendarView> {
    await this.editCalendar.run(actor, id, version, body);
    return this.one(actor, id);
  }

  @Get('calendars/:id/days')
  @Can('calendars.read')
  @ApiOperation({ summary: 'What each day is, and why' })
  days(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @Query() { from, to }: CalendarDaysQueryString,
  ): Promise<CalendarDayView[]> {
    return this.calendarDays.run(actor.workspace, id, from, to);
  }

  @Put('calendars/:id/days/:day')
  @Can('calendars.manage')
  @ApiOperation({ summary: 'Make a day off, or a working day, or again what week and country make of it' })
  async setDay(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @Param('day') day: string,
    @IfMatch() version: number,
    @Body() { kind, name }: SetCalendarDayBody,
  ): Promise<CalendarView> {
    if (!isLocalDate(day)) throw notFound(CALENDAR_DAY_NOUN);
    await this.setDays.set(actor, id, version, { day, kind, name: name ?? '' });
    return this.one(actor, id);
  }

  @Post('calendars/:id/import')
  @HttpCode(200)
  @Can('calendars.manage')
  @ApiOperation({ summary: 'Take over the days of an iCalendar file; again changes nothing' })
  async import(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @Body() body: ImportDaysBody,
  ): Promise<DaysImportedView> {
    const days = await this.setDays.import(actor, id, body.ics, body.from, body.to);
    const work = days.filter(({ kind }) => kind === 'work').length;
    return { days: days.length, off: days.length - work, work };
  }

  private async one({ workspace }: Actor, id: string): Promise<CalendarView> {
    return CalendarView.of(await this.calendars.one(workspace, id));
  }
}
