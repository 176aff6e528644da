import { Module } from '@nestjs/common';

import { MilestonesArePlanned } from './gates/milestones-are-planned.gate.js';
import { MilestonesController } from './http/milestones.controller.js';
import { AddMilestone } from './operations/add-milestone.operation.js';
import { MilestonesHeld } from './operations/milestones-held.js';
import { AssigneeRule } from './operations/assignee-rule.js';
import { ChangeMilestone } from './operations/change-milestone.operation.js';
import { ChangeMilestones } from './operations/change-milestones.operation.js';
import { MilestoneKind } from './operations/milestone-kind.js';
import { MilestoneAccess } from './operations/milestone-access.js';
import { FlagOverdueMilestones, ReckonMilestonesAnew, RemindOfMilestones } from './operations/milestone-sweeps.js';
import { ShowMilestones } from './queries/show-milestones.query.js';
import { MilestonesOwed } from './queries/milestones-owed.work.js';

/** The dated nodes of an item, one for each stage still to come. */
@Module({
  controllers: [MilestonesController],
  providers: [
    MilestonesOwed,
    MilestonesArePlanned,
    AddMilestone,
    MilestonesHeld,
    AssigneeRule,
    ChangeMilestone,
    ChangeMilestones,
    FlagOverdueMilestones,
    MilestoneAccess,
    MilestoneKind,
    RemindOfMilestones,
    ReckonMilestonesAnew,
    ShowMilestones,
  ],
})
export class MilestonesModule {}
