import { Module } from '@nestjs/common';

import { EffectIsExpected } from './gates/effect-is-expected.gate.js';
import { EffortIsEstimated } from './gates/effort-is-estimated.gate.js';
import { FeasibilityIsMarked } from './gates/feasibility-is-marked.gate.js';
import { MeasuresAddressConfirmedCauses } from './gates/measures-address-confirmed-causes.gate.js';
import { PlanIsApproved } from './gates/plan-is-approved.gate.js';
import { RisksAreMitigated } from './gates/risks-are-mitigated.gate.js';
import { MeasuresController } from './http/measures.controller.js';
import { PlanApprovalController } from './http/plan-approval.controller.js';
import { ApprovePlan } from './operations/approve-plan.operation.js';
import { EditMeasure } from './operations/edit-measure.operation.js';
import { PlanApprovals } from './operations/plan-approvals.js';
import { ProposeMeasure } from './operations/propose-measure.operation.js';
import { ListMeasures } from './queries/list-measures.query.js';
import { ShowPlanApproval } from './queries/show-plan-approval.query.js';
import { PlansToApprove } from './queries/plans-to-approve.work.js';

const GATES = [
  EffectIsExpected,
  EffortIsEstimated,
  FeasibilityIsMarked,
  MeasuresAddressConfirmedCauses,
  PlanIsApproved,
  RisksAreMitigated,
];

/** The plan: measures that answer confirmed causes, with feasibility, effort, risks and expected effect. */
@Module({
  controllers: [MeasuresController, PlanApprovalController],
  providers: [
    PlansToApprove,
    ...GATES,
    ApprovePlan,
    EditMeasure,
    PlanApprovals,
    ProposeMeasure,
    ListMeasures,
    ShowPlanApproval,
  ],
})
export class MeasuresModule {}
