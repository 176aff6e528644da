import { Injectable } from '@nestjs/common';

import type { Period } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Columns } from '../domain/fill-series.js';

export interface CountedSpan {
  readonly rule: { readonly workspaceId: string; readonly period: Period };
  /** The module. */
  readonly series: string;
  readonly timeZone: string;
  /** In milliseconds: from the first instant on and before the last. */
  readonly from: number;
  readonly end: number;
}

/** How many reports a module got in each period that had one. */
@Injectable()
export class FeedbackCounts {
  async of(tx: Tx, { rule, series, timeZone, from, end }: CountedSpan): Promise<Columns> {
    const rows = await tx.query<{ start: Date; count: number; arrival: Date }[]>(
      `SELECT date_trunc($3, reported_at, $4) AS start, count(*)::int AS count, max(recorded_at) AS arrival
       FROM feedback_reports WHERE workspace_id = $1 AND module = $2 AND reported_at >= $5 AND reported_at < $6
       GROUP BY 1 ORDER BY 1`,
      [rule.workspaceId, series, rule.period, timeZone, new Date(from), new Date(end)],
    );
    return {
      starts: rows.map(({ start }) => start.getTime()),
      values: rows.map(({ count }) => count),
      volumes: rows.map(({ count }) => count),
      arrivals: rows.map(({ arrival }) => arrival.getTime()),
    };
  }
}
