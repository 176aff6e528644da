import { Module } from '@nestjs/common';

import { EscalationPoliciesController } from './http/escalation-policies.controller.js';
import { EscalationsController } from './http/escalations.controller.js';
import { AcknowledgeEscalation } from './operations/acknowledge-escalation.operation.js';
import { ChangeEscalationPolicy } from './operations/change-escalation-policy.operation.js';
import { ClimbEscalations } from './operations/climb-escalations.sweep.js';
import { FollowSubjects } from './operations/follow-subjects.reaction.js';
import { LookAnew } from './operations/look-anew.reaction.js';
import { LookAtRounds } from './operations/look-at-rounds.js';
import { OpenRounds } from './operations/open-rounds.js';
import { TellStep } from './operations/tell-step.js';
import { EscalationPolicies } from './queries/escalation-policies.query.js';
import { EscalationsToAcknowledge } from './queries/escalations-to-acknowledge.work.js';
import { ForecastEscalations } from './queries/forecast-escalations.query.js';
import { ForeseenSubjects } from './queries/foreseen-subjects.query.js';
import { Ladders } from './queries/ladders.query.js';
import { ShowEscalations } from './queries/show-escalations.query.js';
import { StepSight } from './queries/step-sight.query.js';
import { Subjects } from './queries/subjects.query.js';

/** Who is told, step by step, when something stays late (docs/escalation.md). */
@Module({
  controllers: [EscalationsController, EscalationPoliciesController],
  providers: [
    AcknowledgeEscalation,
    ChangeEscalationPolicy,
    ShowEscalations,
    ForeseenSubjects,
    ForecastEscalations,
    EscalationsToAcknowledge,
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
