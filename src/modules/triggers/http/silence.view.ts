import { ApiProperty } from '@nestjs/swagger';

import type { Page } from '../../../platform/database/index.js';
import type { CalendarEvent } from '../persistence/calendar-event.entity.js';
import type { TriggerSilence } from '../persistence/trigger-silence.entity.js';
import type { FindingShown } from '../queries/findings.query.js';

export class SilenceView {
  id!: string;
  ruleId!: string | null;
  metricCode!: string | null;
  reason!: string;
  startsAt!: string;
  endsAt!: string;
  createdBy!: string;
  createdAt!: string;
  version!: number;

  static of({ workspaceId: _w, startsAt, endsAt, createdAt, ...silence }: TriggerSilence): SilenceView {
    const [starts, ends, created] = [startsAt, endsAt, createdAt].map((at) => at.toISOString()) as [
      string,
      string,
      string,
    ];
    return { ...silence, startsAt: starts, endsAt: ends, createdAt: created };
  }
}

export class SilencePageView {
  rows!: SilenceView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<TriggerSilence>): SilencePageView {
    return { rows: rows.map((row) => SilenceView.of(row)), nextCursor };
  }
}

export class CalendarEventView {
  id!: string;
  name!: string;
  kind!: string;
  effect!: string;
  metricCode!: string | null;
  fromOn!: string;
  toOn!: string;
  createdBy!: string;
  createdAt!: string;
  version!: number;

  static of({ workspaceId: _w, removedAt: _r, createdAt, ...event }: CalendarEvent): CalendarEventView {
    return { ...event, createdAt: createdAt.toISOString() };
  }
}

export class CalendarEventPageView {
  rows!: CalendarEventView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<CalendarEvent>): CalendarEventPageView {
    return { rows: rows.map((row) => CalendarEventView.of(row)), nextCursor };
  }
}

export class FindingView {
  id!: string;
  ruleId!: string;
  /** Empty for the metric itself. */
  series!: string;
  periodStart!: string;
  /** When the period closed. */
  periodEnd!: string;
  /** `fired`, `fired_again`, `flapped`, `goes_on`, `recovered` or `changed`. */
  kind!: string;
  fromState!: string;
  toState!: string;
  /** The sentence, in both languages, each on a line of its own. */
  statement!: string;
  @ApiProperty({ type: Object, description: 'The exact points, limits, rule and definition it rests on.' })
  figures!: unknown;
  ruleVersion!: number;
  metricVersion!: number | null;
  /** A later value of an earlier period, or a changed rule, has led elsewhere. */
  superseded!: boolean;
  /** What came of it: `opened`, `reopened`, `appended`, `digested`, `silenced`, `inhibited`, `held_off`, `noted`, `waiting`. */
  act!: string | null;
  itemKey!: string | null;
  recordedAt!: string;

  static of({ periodStart, periodEnd, recordedAt, ...finding }: FindingShown): FindingView {
    return {
      ...finding,
      periodStart: periodStart.toISOString(),
      periodEnd: periodEnd.toISOString(),
      recordedAt: recordedAt.toISOString(),
    };
  }
}

export class FindingPageView {
  rows!: FindingView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<FindingShown>): FindingPageView {
    return { rows: rows.map((row) => FindingView.of(row)), nextCursor };
  }
}
