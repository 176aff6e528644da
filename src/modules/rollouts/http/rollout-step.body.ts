import { Day, Id, OneOf, Text } from '../../../platform/http/index.js';
import { STEP_STATUSES, type StepStatus } from '../domain/rollout-step.js';

export class PlanRolloutStepBody {
  @Text({ max: 200 })
  title!: string;

  @Text({ max: 200, description: 'Who gets it: "10 %", "all shops".' })
  scope!: string;

  @Id({ description: 'Who carries it out.' })
  assigneeId!: string;

  @Day()
  dueOn!: string;
}

/** Fields left out stay as they are. A member may send `status` and `reason` alone. */
export class ChangeRolloutStepBody {
  @OneOf(STEP_STATUSES, { optional: true })
  status?: StepStatus;

  @Text({ max: 200, optional: true })
  title?: string;

  @Text({ max: 200, optional: true })
  scope?: string;

  @Id({ optional: true })
  assigneeId?: string;

  @Day({ optional: true })
  dueOn?: string;

  @Text({ max: 2000, optional: true, description: 'Needed to drop a step, and to put it off.' })
  reason?: string | null;
}
