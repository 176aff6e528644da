import { Module } from '@nestjs/common';

import { ClimbEscalations } from './operations/climb-escalations.sweep.js';
import { FollowSubjects } from './operations/follow-subjects.reaction.js';
import { LookAnew } from './operations/look-anew.reaction.js';
import { LookAtRounds } from './operations/look-at-rounds.js';
import { OpenRounds } from './operations/open-rounds.js';
import { TellStep } from './operations/tell-step.js';
import { EscalationPolicies } from './queries/escalation-policies.query.js';
import { Ladders } from './queries/ladders.query.js';
import { StepSight } from './queries/step-sight.query.js';
import { Subjects } from './queries/subjects.query.js';

/** Who is told, step by step, when something stays late (docs/escalation.md). */
@Module({
  providers: [
    EscalationPolicies,
    StepSight,
    Subjects,
    Ladders,
    OpenRounds,
    TellStep,
    LookAtRounds,
    ClimbEscalations,
    FollowSubjects,
    LookAnew,
  ],
})
export class EscalationsModule {}
