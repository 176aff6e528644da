import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';

import { ContainmentIsStarted } from './gates/containment-is-started.gate.js';
import { DismissalIsExplained } from './gates/dismissal-is-explained.gate.js';
import { EvidenceIsRecorded } from './gates/evidence-is-recorded.gate.js';
import { GateRegistry } from './gates/gate-registry.js';
import { GoalIsQuantified } from './gates/goal-is-quantified.gate.js';
import { KickoffMinutesAreComplete } from './gates/kickoff-minutes-are-complete.gate.js';
import { OwnerIsSet } from './gates/owner-is-set.gate.js';
import { ProblemIsStructural } from './gates/problem-is-structural.gate.js';
import { SkippingIsSponsored } from './gates/skipping-is-sponsored.gate.js';
import { TeamIsComplete } from './gates/team-is-complete.gate.js';
import { TriageIsSet } from './gates/triage-is-set.gate.js';
import { ItemRecordsController } from './http/item-records.controller.js';
import { ItemsController } from './http/items.controller.js';
import { TransitionsController } from './http/transitions.controller.js';
import { AdvanceItem } from './operations/advance-item.operation.js';
import { ContainItem } from './operations/contain-item.operation.js';
import { DeadlineSweep } from './operations/deadline-sweep.js';
import { ReckonDeadlines } from './operations/reckon-deadlines.js';
import { EditItem } from './operations/edit-item.operation.js';
import { EditItems } from './operations/edit-items.operation.js';
import { FieldRules } from './operations/field-rules.js';
import { ItemAccess } from './operations/item-access.js';
import { ItemRelations } from './operations/item-relations.js';
import { ItemsOwned, ItemsSponsored } from './operations/items-held.js';
import { TeamSeatsHeld } from './operations/team-seats-held.js';
import { KeySequence } from './operations/key-sequence.js';
import { OpenItem } from './operations/open-item.operation.js';
import { RecordEvidence } from './operations/record-evidence.operation.js';
import { RestrictItem } from './operations/restrict-item.operation.js';
import { SetTeam } from './operations/set-team.operation.js';
import { RefuseWaiver } from './operations/refuse-waiver.operation.js';
import { WaiveGate } from './operations/waive-gate.operation.js';
import { WaiversInForce } from './operations/waivers-in-force.js';
import { WriteKickoff } from './operations/write-kickoff.operation.js';
import { ListItems } from './queries/list-items.query.js';
import { ListTransitions } from './queries/list-transitions.query.js';
import { ShowItem } from './queries/show-item.query.js';
import { WaiversToApprove } from './queries/waivers-to-approve.work.js';

const GATES = [
  ContainmentIsStarted,
  DismissalIsExplained,
  EvidenceIsRecorded,
  GoalIsQuantified,
  KickoffMinutesAreComplete,
  OwnerIsSet,
  ProblemIsStructural,
  SkippingIsSponsored,
  TeamIsComplete,
  TriageIsSet,
];

/** The improvement item, its lifecycle, and the registry of gates that other modules provide. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [ItemsController, TransitionsController, ItemRecordsController],
  providers: [
    WaiversToApprove,
    ...GATES,
    GateRegistry,
    AdvanceItem,
    ContainItem,
    DeadlineSweep,
    ReckonDeadlines,
    EditItem,
    EditItems,
    FieldRules,
    ItemAccess,
    ItemRelations,
    ItemsOwned,
    ItemsSponsored,
    TeamSeatsHeld,
    KeySequence,
    OpenItem,
    RecordEvidence,
    RestrictItem,
    SetTeam,
    WaiveGate,
    RefuseWaiver,
    WaiversInForce,
    WriteKickoff,
    ListItems,
    ListTransitions,
    ShowItem,
  ],
  exports: [AdvanceItem, DeadlineSweep, ReckonDeadlines, ItemAccess, KeySequence, OpenItem, RecordEvidence],
})
export class ItemsModule {}
