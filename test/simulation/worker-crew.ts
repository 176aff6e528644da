import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { createApp } from '../../src/create-app.js';
import { SweepRunner } from '../../src/platform/jobs/index.js';
import { TerminalLogger } from '../../src/platform/logging/index.js';
import { Reactions } from '../../src/platform/outbox/index.js';
import { specConfig, type SpecProduct } from '../harness/index.js';

const WORKERS = 4;
/** Every so many-th event. */
const DELIVERED_TWICE = 10;

interface UnfinishedEvent {
  readonly id: number;
  readonly workspaceId: string;
}

/**
 * Four workers on the product’s database, each the whole product with connections of its own. They live in one process, so
 * that they share the clock that the simulation sets, and are handed sweeps and events directly: timetable and queue follow
 * the real clock, and have specs of their own with real processes.
 */
export class WorkerCrew {
  private readonly workers: NestFastifyApplication[] = [];

  constructor(private readonly product: SpecProduct) {}

  async start(): Promise<void> {
    while (this.workers.length < WORKERS) this.workers.push(await this.another());
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  /** All run the sweeps at once, and one of them again, as the next minute’s run would: for what another just held. */
  async sweep(names: readonly string[]): Promise<void> {
    for (const name of names) await Promise.all(this.workers.map((worker) => worker.get(SweepRunner).run(name)));
    for (const name of names) await this.one().get(SweepRunner).run(name);
  }

  /** As `sweep`; the first goes down while all are at it, and another comes up. */
  async sweepAndRestart(names: readonly string[]): Promise<void> {
    const leaver = this.workers.shift();
    const isRun = this.workers.map((worker) => worker.get(SweepRunner).run(names[0] ?? ''));
    // What it had begun breaks off when its connections close.
    const isCutShort = leaver
      ?.get(SweepRunner)
      .run(names[0] ?? '')
      .catch(() => undefined);
    const isUp = this.another();
    await Promise.all([...isRun, isCutShort, leaver?.close()]);
    this.workers.push(await isUp);
    await this.sweep(names);
  }

  /**
   * Every event has its effects, and so has what they set off. The workers share the events out; now and then two are given
   * the same, as by a queue that delivers again.
   */
  async settle(): Promise<void> {
    for (let events = await this.unfinished(); events.length > 0; events = await this.unfinished()) {
      const delivered = events.flatMap((event) => (event.id % DELIVERED_TWICE === 0 ? [event, event] : [event]));
      await Promise.all(
        this.workers.map((worker, index) =>
          react(
            worker,
            delivered.filter((_, n) => n % WORKERS === index),
          ),
        ),
      );
    }
  }

  private one(): NestFastifyApplication {
    const [worker] = this.workers;
    if (!worker) throw new Error('the crew has not started');
    return worker;
  }

  private unfinished(): Promise<UnfinishedEvent[]> {
    return this.product.sql.query(
      'SELECT id, workspace_id AS "workspaceId" FROM outbox_events WHERE finished_at IS NULL ORDER BY id',
    );
  }

  private async another(): Promise<NestFastifyApplication> {
    const config = specConfig(this.product.database.applicationUrl);
    const settings = { config, clock: this.product.clock, runsJobs: false };
    const worker = await createApp(settings, new TerminalLogger(() => undefined));
    return worker.init();
  }
}

/** In the order in which they happened, as far as this worker has them. */
async function react(worker: NestFastifyApplication, events: readonly UnfinishedEvent[]): Promise<void> {
  for (const { id, workspaceId } of events) await worker.get(Reactions).runFor(id, workspaceId);
}
