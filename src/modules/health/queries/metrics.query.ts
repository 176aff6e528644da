import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { DataSource } from 'typeorm';

import { poolOf } from '../../../platform/database/index.js';
import { JobFigures, JobQueues } from '../../../platform/jobs/index.js';
import { RequestTimes } from '../../../platform/telemetry/index.js';
import { PARTS } from '../domain/parts.js';
import { Readiness } from './readiness.query.js';

/** What Prometheus reads: of this process, and of the jobs of the whole product. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private hasDefaults = false;
  /** A figure of the last scrape is no figure of this one. */
  private readonly forgets: (() => void)[] = [];
  private readonly up = this.gauge('part_up', '1 while this part of the product works.', 'part');
  private readonly pool = this.gauge('pool_connections', 'Connections of this process to PostgreSQL.', 'state');
  private readonly queued = this.gauge('queue_jobs', 'Jobs in a queue.', 'queue', 'state');
  private readonly outbox = this.gauge('outbox_events', 'Events that are not finished, to 100,000.', 'state');
  private readonly relayLag = this.gauge('outbox_oldest_seconds', 'Since when the oldest event waits for the queue.');
  private readonly dead = this.gauge('dead_letters', 'What failed for good and waits for somebody.');
  private readonly workers = this.gauge('workers', 'Processes that work jobs, seen within the last half minute.');
  private readonly sweepLag = this.gauge('sweep_lag_seconds', 'By how much the next run is overdue.', 'sweep');
  private readonly sweepTime = this.gauge('sweep_duration_seconds', 'How long the last run took.', 'sweep');
  private readonly sweepFailed = this.gauge('sweep_failures', 'Parts and workspaces that failed last time.', 'sweep');
  private readonly sweepActed = this.gauge('sweep_rows', 'Rows that the last run acted on.', 'sweep');

  constructor(
    private readonly dataSource: DataSource,
    private readonly queues: JobQueues,
    private readonly figures: JobFigures,
    private readonly readiness: Readiness,
    private readonly requestTimes: RequestTimes,
  ) {}

  get contentType(): string {
    return this.registry.contentType;
  }

  /** The figures in Prometheus' text format. What cannot be asked at the moment is left out. */
  async text(): Promise<string> {
    // Watching the event loop costs something, so nobody pays for it who is never scraped.
    if (!this.hasDefaults) collectDefaultMetrics({ register: this.registry });
    this.hasDefaults = true;
    for (const forget of this.forgets) forget();
    this.observePool();
    await Promise.allSettled([this.observeParts(), this.observeQueues(), this.observeOutbox(), this.observeSweeps()]);
    return Registry.merge([this.registry, this.requestTimes.registry]).metrics();
  }

  private observePool(): void {
    const { totalCount, idleCount, waitingCount } = poolOf(this.dataSource);
    this.pool.set({ state: 'used' }, totalCount - idleCount);
    this.pool.set({ state: 'idle' }, idleCount);
    this.pool.set({ state: 'waited_for' }, waitingCount);
  }

  private async observeParts(): Promise<void> {
    const states = await this.readiness.states();
    for (const part of PARTS) this.up.set({ part }, states[part] === 'up' ? 1 : 0);
  }

  private async observeQueues(): Promise<void> {
    for (const [queue, depth] of Object.entries(await this.queues.depths())) {
      for (const [state, count] of Object.entries(depth)) this.queued.set({ queue, state }, count as number);
    }
  }

  private async observeOutbox(): Promise<void> {
    const totals = await this.figures.outbox();
    this.outbox.set({ state: 'waiting' }, totals.waiting);
    this.outbox.set({ state: 'under_way' }, totals.underWay);
    this.relayLag.set(this.figures.relayLag(totals) / 1_000);
    this.dead.set(totals.deadLetters);
    this.workers.set(await this.figures.workers());
  }

  private async observeSweeps(): Promise<void> {
    for (const { name: sweep, lagMs, last } of await this.figures.sweeps()) {
      this.sweepLag.set({ sweep }, lagMs / 1_000);
      if (last === null) continue;
      this.sweepTime.set({ sweep }, last.tookMs / 1_000);
      this.sweepFailed.set({ sweep }, last.failedOnce + last.failedWorkspaces);
      this.sweepActed.set({ sweep }, last.acted);
    }
  }

  private gauge(name: string, help: string, ...labelNames: string[]): Gauge {
    const gauge = new Gauge({ name: `shewhart_${name}`, help, labelNames, registers: [this.registry] });
    // One without labels would go on as 0.
    this.forgets.push(labelNames.length > 0 ? () => gauge.reset() : () => gauge.remove());
    return gauge;
  }
}
