import { Module } from '@nestjs/common';

import { RolloutStepsAreDone } from './gates/rollout-steps-are-done.gate.js';
import { RolloutStepsController } from './http/rollout-steps.controller.js';
import { AssigneeRule } from './operations/assignee-rule.js';
import { ChangeRolloutStep } from './operations/change-rollout-step.operation.js';
import { PlanRolloutStep } from './operations/plan-rollout-step.operation.js';
import { ListRolloutSteps } from './queries/list-rollout-steps.query.js';

const GATES = [RolloutStepsAreDone];

/** Carrying a won pilot to everybody: steps, and the watch window after them. */
@Module({
  controllers: [RolloutStepsController],
  providers: [...GATES, AssigneeRule, PlanRolloutStep, ChangeRolloutStep, ListRolloutSteps],
})
export class RolloutsModule {}
