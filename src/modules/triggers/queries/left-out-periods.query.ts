import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { addDays, startOfLocalDate } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Metric } from '../../metrics/index.js';
import { CalendarEvent } from '../persistence/calendar-event.entity.js';

/** A stretch of time that explains points; in milliseconds. */
export interface ExplainingEvent {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  /** Left out of judgement, not only named beside it. */
  readonly excludes: boolean;
}

export interface Watched {
  readonly workspace: WorkspaceRef;
  readonly metric: Pick<Metric, 'code'> | null;
}

/** The calendar events that concern series. */
@Injectable()
export class LeftOutPeriods {
  /** @returns one list for each of the watched, in their order */
  async of(tx: Tx, watched: readonly Watched[]): Promise<ExplainingEvent[][]> {
    const workspaces = new Map(watched.map(({ workspace }) => [workspace.id, workspace]));
    if (workspaces.size === 0) return [];
    const events = await tx.findBy(CalendarEvent, { workspaceId: In([...workspaces.keys()]), removedAt: IsNull() });
    if (events.length === 0) return watched.map(() => []);
    const explaining = events.map((event) => {
      const zone = workspaces.get(event.workspaceId)?.timeZone ?? 'UTC';
      const from = startOfLocalDate(event.fromOn, zone).getTime();
      const to = startOfLocalDate(addDays(event.toOn, 1), zone).getTime();
      return { event, shown: { from, to, name: event.name, excludes: event.effect === 'exclude' } };
    });
    return watched.map(({ workspace, metric }) =>
      explaining
        .filter(({ event }) => event.workspaceId === workspace.id)
        .filter(({ event: { metricCode } }) => metricCode === null || metricCode === metric?.code)
        .map(({ shown }) => shown),
    );
  }
}
