import { Injectable } from '@nestjs/common';

import type { Tx } from '../../../platform/database/index.js';
import { Settings } from '../../people/index.js';
import { judge, type Judgement, type Thresholds } from '../domain/referee.js';
import type { Pilot } from '../persistence/pilot.entity.js';

/** The thresholds a workspace has the referee judge by. */
@Injectable()
export class RefereeRules {
  constructor(private readonly settings: Settings) {}

  async of(workspaceId: string, tx?: Tx): Promise<Thresholds> {
    const settings = await this.settings.of(workspaceId, tx);
    return {
      minimumPerArm: settings.pilotMinimumPerArm,
      minimumDays: settings.pilotMinimumDays,
      confidence: settings.pilotConfidence,
      sampleRatio: settings.sampleRatioThreshold,
    };
  }

  /** What was judged stays judged; before that, how the pilot stands now. */
  async standing(pilot: Pilot, tx?: Tx): Promise<Judgement> {
    return pilot.judgement ?? judge(pilot, await this.of(pilot.workspaceId, tx));
  }
}
