import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';

import { CLOCK } from '../../config/index.js';
import type { WorkspaceRef } from '../../kernel/actor/index.js';
import type { Clock } from '../../kernel/time/index.js';
import { Transactions } from '../database/index.js';
import { JobQueues } from './job-queues.js';
import { RUNS_JOBS, TIMETABLE } from './job-settings.js';
import { SWEEP, type Sweep, type SweepDeclaration } from './sweep.js';
import { SweepRound, type SweepPart } from './sweep-round.js';
import { SweepRecords } from './sweep-records.js';
import type { Timetable } from './timetable.js';

/** Puts the timetable into the queue and runs what is due; refuses to boot when an entry has nobody to do it. */
@Injectable()
export class SweepRunner implements OnModuleInit, OnApplicationBootstrap {
  private readonly log = new Logger(SweepRunner.name);
  private readonly sweeps = new Map<string, SweepPart[]>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    private readonly queues: JobQueues,
    private readonly transactions: Transactions,
    private readonly records: SweepRecords,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RUNS_JOBS) private readonly runsJobs: boolean,
    @Inject(TIMETABLE) private readonly timetable: Timetable,
  ) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const declared = metatype && this.reflector.get<SweepDeclaration | undefined>(SWEEP, metatype);
      if (!declared) continue;
      const name = `${declared.name}/${metatype.name}`;
      const part = { name, sweep: instance as Sweep, scope: declared.scope };
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
   * others from theirs, and rests there for a while.
   *
   * @throws AggregateError when a part failed
   */
  async run(name: string): Promise<void> {
    const began = performance.now();
    const round = new SweepRound(this.records, this.clock.now(), await this.records.resting(name));
    for (const part of this.sweeps.get(name) ?? []) {
      if (part.scope === 'once') await round.once(part);
      else await this.transactions.inEveryWorkspace((workspace) => round.inWorkspace(part, workspace));
    }
    await this.records.ran(name, round.outcome(performance.now() - began));
    round.throwFailures();
  }

  /**
   * Runs one part in one workspace, which is being served.
   *
   * @param name the part's: `flag-overdue/FlagOverdueTasks`
   * @throws Error of the part, or when the product has none of that name any more
   */
  async runPart(name: string, workspace: WorkspaceRef): Promise<void> {
    const part = [...this.sweeps.values()].flat().find((one) => one.name === name);
    if (!part) throw new Error(`no part of a sweep is called "${name}" any more`);
    await part.sweep.run(this.clock.now(), workspace);
  }

  private async putUp(): Promise<void> {
    const entries = Object.entries(this.timetable).map(([name, { everyMs }]) => [name, everyMs] as const);
    await this.queues.scheduleSweeps(new Map(entries));
  }
}
