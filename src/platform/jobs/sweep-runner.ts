import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';

import { CLOCK } from '../../config/index.js';
import type { Clock } from '../../kernel/time/index.js';
import { Transactions } from '../database/index.js';
import { JobQueues } from './job-queues.js';
import { RUNS_JOBS, TIMETABLE } from './job-settings.js';
import { SWEEP, type Sweep, type SweepDeclaration, type SweepScope } from './sweep.js';
import type { Timetable } from './timetable.js';

interface Part {
  readonly sweep: Sweep;
  readonly scope: SweepScope;
}

/** Puts the timetable into the queue and runs what is due; refuses to boot when an entry has nobody to do it. */
@Injectable()
export class SweepRunner implements OnModuleInit, OnApplicationBootstrap {
  private readonly log = new Logger(SweepRunner.name);
  private readonly sweeps = new Map<string, Part[]>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    private readonly queues: JobQueues,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RUNS_JOBS) private readonly runsJobs: boolean,
    @Inject(TIMETABLE) private readonly timetable: Timetable,
  ) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const declared = metatype && this.reflector.get<SweepDeclaration | undefined>(SWEEP, metatype);
      if (!declared) continue;
      const part = { sweep: instance as Sweep, scope: declared.scope };
      this.sweeps.set(declared.name, [...(this.sweeps.get(declared.name) ?? []), part]);
    }
    const idle = Object.keys(this.timetable).filter((name) => !this.sweeps.has(name));
    if (idle.length > 0) throw new Error(`on the timetable, but done by nobody: ${idle.join(', ')}`);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.runsJobs) return;
    // A Redis that was restarted without its data has forgotten the timetable.
    await this.queues.connect(() => void this.putUp().catch((error: unknown) => this.log.warn(String(error))));
    await this.putUp();
    this.queues.workSweeps((name) => this.run(name));
  }

  /**
   * Runs every part of the sweep now, in each workspace or once. One that fails, in one workspace, does not keep the
   * others from theirs.
   */
  async run(name: string): Promise<void> {
    const now = this.clock.now();
    const failures: unknown[] = [];
    for (const { sweep, scope } of this.sweeps.get(name) ?? []) {
      const run = async (): Promise<unknown> => sweep.run(now).catch((error: unknown) => failures.push(error));
      if (scope === 'once') await run();
      else await this.transactions.inEveryWorkspace(run);
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
  }

  private async putUp(): Promise<void> {
    const entries = Object.entries(this.timetable).map(([name, { everyMs }]) => [name, everyMs] as const);
    await this.queues.scheduleSweeps(new Map(entries));
  }
}
