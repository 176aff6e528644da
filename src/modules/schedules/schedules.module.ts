import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';

import { SchedulesController } from './http/schedules.controller.js';
import { SlipsController } from './http/slips.controller.js';
import { AddDependency } from './operations/add-dependency.operation.js';
import { AwaitApprovals } from './operations/await-approvals.js';
import { KeepFinish } from './operations/keep-finish.js';
import { KeepClocks } from './operations/keep-clocks.js';
import { OwedAccess } from './operations/owed-access.js';
import { OwedClock } from './operations/owed-clock.js';
import { OwedKinds } from './operations/owed-kinds.js';
import { RemoveDependency } from './operations/remove-dependency.operation.js';
import { LapseApprovals } from './operations/lapse-approvals.sweep.js';
import { AwaitedApprovals } from './queries/awaited-approvals.query.js';
import { EscalationStandings } from './queries/escalation-standing.query.js';
import { ListDependencies } from './queries/list-dependencies.query.js';
import { ListSlips } from './queries/list-slips.query.js';
import { OwedRecords } from './queries/owed-records.query.js';
import { ShowPlan } from './queries/show-plan.query.js';
import { WaitingFor } from './queries/waiting-for.query.js';

/** What the dates of an item and of all that is owed below it mean together. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [SlipsController, SchedulesController],
  providers: [
    AddDependency,
    AwaitApprovals,
    KeepClocks,
    KeepFinish,
    LapseApprovals,
    AwaitedApprovals,
    OwedAccess,
    OwedClock,
    OwedKinds,
    RemoveDependency,
    EscalationStandings,
    ListDependencies,
    ListSlips,
    OwedRecords,
    ShowPlan,
    WaitingFor,
  ],
  exports: [AwaitedApprovals, EscalationStandings, OwedAccess, OwedClock, OwedKinds, WaitingFor],
})
export class SchedulesModule {}
