import { Module } from '@nestjs/common';

import { MetricsModule } from '../metrics/index.js';
import { RolloutStepsAreDone } from './gates/rollout-steps-are-done.gate.js';
import { WatchWindowIsInsideBand } from './gates/watch-window-is-inside-band.gate.js';
import { RolloutStepsController } from './http/rollout-steps.controller.js';
import { WatchWindowController } from './http/watch-window.controller.js';
import { RolloutStepsHeld } from './operations/rollout-steps-held.js';
import { AssigneeRule } from './operations/assignee-rule.js';
import { ChangeRolloutStep } from './operations/change-rollout-step.operation.js';
import { PlanRolloutStep } from './operations/plan-rollout-step.operation.js';
import { SetWatchWindow } from './operations/set-watch-window.operation.js';
import { ListRolloutSteps } from './queries/list-rollout-steps.query.js';
import { ShowWatchWindow } from './queries/show-watch-window.query.js';
import { StepsOwed } from './queries/steps-owed.work.js';

const GATES = [RolloutStepsAreDone, WatchWindowIsInsideBand];

/** Carrying a won pilot to everybody: steps, and the watch window after them. */
@Module({
  imports: [MetricsModule],
  controllers: [RolloutStepsController, WatchWindowController],
  providers: [
    StepsOwed,
    ...GATES,
    RolloutStepsHeld,
    AssigneeRule,
    PlanRolloutStep,
    ChangeRolloutStep,
    SetWatchWindow,
    ListRolloutSteps,
    ShowWatchWindow,
  ],
})
export class RolloutsModule {}
