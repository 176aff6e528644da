import { BULK_LIMIT, Day, Id, ListOf, Nested, OneOf, Text, Whole } from '../../../platform/http/index.js';
import { MILESTONE_STATUSES, type MilestoneStatus } from '../domain/milestone-words.js';
import { MILESTONE_STAGES, type MilestoneStage } from '../domain/milestone-stages.js';

export class AddMilestoneBody {
  @OneOf(MILESTONE_STAGES)
  stage!: MilestoneStage;

  @Text({ max: 200 })
  title!: string;

  @Id({ description: 'Who answers for it: a member of the workspace.' })
  assigneeId!: string;

  @Day({ description: 'Last day in time, in the zone of who owes it.' })
  dueOn!: string;
}

/** Whatever is left out (or null) stays. */
export class ChangeMilestoneBody {
  @OneOf(MILESTONE_STATUSES, { optional: true })
  status?: MilestoneStatus | null;

  @Text({ max: 200, optional: true, description: 'Leads only.' })
  title?: string | null;

  @Id({ optional: true, description: 'Leads only.' })
  assigneeId?: string | null;

  @Day({ optional: true, description: 'Putting it off needs a reason.' })
  dueOn?: string | null;

  @Text({ max: 2000, optional: true })
  reason?: string | null;
}

export class MilestoneInBulkBody {
  @Id()
  id!: string;

  @Whole({ min: 1, max: 2_000_000_000, description: 'As it was read.' })
  version!: number;

  @Nested(() => ChangeMilestoneBody)
  change!: ChangeMilestoneBody;
}

export class ChangeMilestonesBody {
  @ListOf(() => MilestoneInBulkBody, { max: BULK_LIMIT })
  rows!: MilestoneInBulkBody[];
}
