import { Global, Module } from '@nestjs/common';

import { CalendarsController } from './http/calendars.controller.js';
import { WorkingTimeController } from './http/working-time.controller.js';
import { CreateCalendar } from './operations/create-calendar.operation.js';
import { EditCalendar } from './operations/edit-calendar.operation.js';
import { RecordAbsence } from './operations/record-absence.operation.js';
import { SetCalendarDays } from './operations/set-calendar-days.operation.js';
import { SetWorkingTime } from './operations/set-working-time.operation.js';
import { SetUnitCalendar } from './operations/set-unit-calendar.operation.js';
import { Absences } from './queries/absences.query.js';
import { CalendarCoverage } from './queries/calendar-coverage.query.js';
import { CalendarDays } from './queries/calendar-days.query.js';
import { Calendars } from './queries/calendars.query.js';
import { ShowUnitCalendar } from './queries/show-unit-calendar.query.js';
import { ShowWorkingTime } from './queries/show-working-time.query.js';
import { WhoIsAway } from './queries/who-is-away.query.js';
import { WorkingTimes } from './queries/working-times.query.js';

/** On which days the workspace, and each person in it, works; what is late is counted in these days. */
@Global()
@Module({
  controllers: [CalendarsController, WorkingTimeController],
  providers: [
    Calendars,
    CalendarCoverage,
    CalendarDays,
    ShowUnitCalendar,
    ShowWorkingTime,
    WhoIsAway,
    WorkingTimes,
    Absences,
    CreateCalendar,
    EditCalendar,
    SetCalendarDays,
    SetUnitCalendar,
    SetWorkingTime,
    RecordAbsence,
  ],
  exports: [CalendarCoverage, WhoIsAway, WorkingTimes],
})
export class CalendarsModule {}
