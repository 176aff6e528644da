import { Injectable, Logger } from '@nestjs/common';

import { Transactions } from '../../../platform/database/index.js';

/** Quarters for which the sweep makes partitions before anything lies in them. */
const AHEAD_DAYS = [0, 92, 184];
const DAY_MS = 86_400_000;

/** The partitions of metric_points: one for each quarter (UTC) in which points lie. */
@Injectable()
export class PointPartitions {
  private readonly log = new Logger(PointPartitions.name);
  /** Quarters that this process knows to have one. */
  private readonly known = new Set<string>();

  constructor(private readonly transactions: Transactions) {}

  /**
   * Makes the partitions of the quarters in which the instants (milliseconds since 1970) lie. Where that would keep
   * readers waiting it does not: the points land in the default partition, and the sweep moves them.
   */
  async makeRoom(instants: readonly number[]): Promise<void> {
    const wanted = new Map(instants.map((instant) => [quarterOf(instant), instant]));
    for (const quarter of this.known) wanted.delete(quarter);
    if (wanted.size === 0) return;
    try {
      await this.ensure([...wanted.values()]);
      for (const quarter of wanted.keys()) this.known.add(quarter);
    } catch (error) {
      this.log.warn(`partitions of metric_points are left to the sweep: ${String(error)}`);
    }
  }

  /** @returns how many partitions were made: of the quarters to come, and of what lies in the default one */
  async makeAhead(now: Date): Promise<number> {
    return this.ensure(AHEAD_DAYS.map((days) => now.getTime() + days * DAY_MS));
  }

  private async ensure(instants: readonly number[]): Promise<number> {
    const [row] = await this.transactions.reader.query<{ made: number }[]>(
      'SELECT ensure_metric_partitions(ARRAY(SELECT to_timestamp(at / 1000) FROM unnest($1::double precision[]) at)) AS made',
      [instants],
    );
    return row?.made ?? 0;
  }
}

function quarterOf(instant: number): string {
  const at = new Date(instant);
  return `${at.getUTCFullYear()}q${Math.floor(at.getUTCMonth() / 3) + 1}`;
}
