import { Module } from '@nestjs/common';

import { MetricsModule } from '../metrics/index.js';
import { PilotDoesNotClash } from './gates/pilot-does-not-clash.gate.js';
import { PilotIsDecided } from './gates/pilot-is-decided.gate.js';
import { PilotIsDesigned } from './gates/pilot-is-designed.gate.js';
import { PilotIsWon } from './gates/pilot-is-won.gate.js';
import { PilotDesignsController } from './http/pilot-designs.controller.js';
import { PilotsController } from './http/pilots.controller.js';
import { DecidePilot } from './operations/decide-pilot.operation.js';
import { DesignChecks } from './operations/design-checks.js';
import { DesignPilot } from './operations/design-pilot.operation.js';
import { EditDesign } from './operations/edit-design.operation.js';
import { JudgePilot } from './operations/judge-pilot.operation.js';
import { PilotAccess } from './operations/pilot-access.js';
import { RecordCounts } from './operations/record-counts.operation.js';
import { RefereeRules } from './operations/referee-rules.js';
import { StopAbandonedPilots } from './operations/stop-abandoned-pilots.reaction.js';
import { StopPilot } from './operations/stop-pilot.operation.js';
import { ShowPilot } from './queries/show-pilot.query.js';
import { PilotsToDecide } from './queries/pilots-to-decide.work.js';

const GATES = [PilotIsDesigned, PilotDoesNotClash, PilotIsWon, PilotIsDecided];

/** Trials on a part of the users, and the referee who judges them. */
@Module({
  imports: [MetricsModule],
  controllers: [PilotDesignsController, PilotsController],
  providers: [
    PilotsToDecide,
    ...GATES,
    DecidePilot,
    DesignChecks,
    DesignPilot,
    EditDesign,
    JudgePilot,
    PilotAccess,
    RecordCounts,
    RefereeRules,
    StopAbandonedPilots,
    StopPilot,
    ShowPilot,
  ],
})
export class PilotsModule {}
