import type pg from 'pg';
import { v7 } from 'uuid';

import type { World } from '../world/world.js';

/** Hourly points of so many segments, each from 2000 on, in order. */
export interface PointsSize {
  readonly segments: number;
  readonly hours: number;
}

const FIRST = Date.UTC(2000, 0, 1);
const HOUR_MS = 3_600_000;

/** Enters a metric by the hour past the product and says where its points go. */
export async function addMetric(sql: pg.Client, { large }: World, code: string): Promise<{ id: string; path: string }> {
  const id = v7();
  await sql.query(
    `INSERT INTO metrics (id, workspace_id, code, name, unit, direction, period, aggregation, dimensions, created_at, changed_at)
     VALUES ($1, $2, $3, $3, 'persons', 'up', 'hour', 'sum', '{channel}', now(), now())`,
    [id, large.id, code],
  );
  return { id, path: `${large.path}/metrics/${code}/points` };
}

/** The points as CSV, some thousand lines at a time. */
export function* pointsCsv({ segments, hours }: PointsSize): Generator<string> {
  yield 'timestamp,value,channel\n';
  for (let segment = 0; segment < segments; segment += 1) {
    const channel = segments === 1 ? '' : `c${segment}`;
    let lines = '';
    for (let hour = 0; hour < hours; hour += 1) {
      lines += `${instant(hour)},${valueAt(hour)},${channel}\n`;
      if (hour % 2_000 === 1_999 || hour === hours - 1) {
        yield lines;
        lines = '';
      }
    }
  }
}

/** The same points of one segment as the columns of an `unnest`. */
export function pointColumns(from: number, to: number): { starts: string[]; values: number[] } {
  const hours = Array.from({ length: to - from }, (_, index) => from + index);
  return { starts: hours.map(instant), values: hours.map(valueAt) };
}

function instant(hour: number): string {
  return new Date(FIRST + hour * HOUR_MS).toISOString();
}

function valueAt(hour: number): number {
  return ((hour * 7_919) % 10_007) / 10;
}
