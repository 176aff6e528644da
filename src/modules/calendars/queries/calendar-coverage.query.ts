import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { publicDays } from '../../../platform/holidays/index.js';
import { calendarOfUnit } from './calendars-of-units.js';
import { calendarOfZone } from './calendars.query.js';

/** Tells for each year whether the public days of a department's calendar, or the workspace's, are known: China decrees each year late. */
@Injectable()
export class CalendarCoverage {
  constructor(private readonly transactions: Transactions) {}

  async of(
    workspace: WorkspaceRef,
    unitId: string | null,
    tx: Tx = this.transactions.reader,
  ): Promise<(year: number) => boolean> {
    const set = await calendarOfUnit(tx, workspace, unitId);
    const { country, region } = set ?? calendarOfZone(workspace.timeZone);
    return (year) => country === null || publicDays(country, region, year).known;
  }
}
