import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { ItemAccess } from '../../items/index.js';
import { Metrics } from '../../metrics/index.js';
import { type SampleSizes, sampleSizesOf } from '../domain/sample-sizes.js';
import { PilotAccess } from '../operations/pilot-access.js';
import type { JudgedPilot } from '../operations/judge-pilot.operation.js';
import { RefereeRules } from '../operations/referee-rules.js';
import { Pilot } from '../persistence/pilot.entity.js';

/** A pilot, and how large it would have to be. */
export interface ShownPilot {
  readonly pilot: Pilot;
  readonly sampleSizes: SampleSizes;
}

/** Pilots of an item, one of them, and how it stands before the referee. */
@Injectable()
export class ShowPilot {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly access: PilotAccess,
    private readonly rules: RefereeRules,
    private readonly metrics: Metrics,
  ) {}

  /** Of every cycle and loop, in the order they were designed. */
  async ofItem(actor: Actor, itemKey: string): Promise<ShownPilot[]> {
    const { id: itemId } = await this.items.find(actor, itemKey);
    const order = { createdAt: 'ASC', id: 'ASC' } as const;
    const pilots = await this.transactions.reader.find(Pilot, { where: { itemId }, order });
    const { confidence } = await this.rules.of(actor.workspace.id);
    return pilots.map((pilot) => ({ pilot, sampleSizes: sampleSizesOf(pilot, confidence) }));
  }

  async one(actor: Actor, id: string): Promise<ShownPilot> {
    return this.shown(await this.access.find(actor, id));
  }

  /** A pilot that an operation has at hand. */
  async shown(pilot: Pilot): Promise<ShownPilot> {
    const { confidence } = await this.rules.of(pilot.workspaceId);
    return { pilot, sampleSizes: sampleSizesOf(pilot, confidence) };
  }

  async judgement(actor: Actor, id: string): Promise<JudgedPilot> {
    const pilot = await this.access.find(actor, id);
    const { workspaceId, primaryMetric, judgement, judgedMetricVersion } = pilot;
    // What was judged stays judged, by the definition of that day.
    const metricVersion = judgement
      ? judgedMetricVersion
      : await this.metrics.versionOf(this.transactions.reader, workspaceId, primaryMetric);
    return { pilot, judgement: await this.rules.standing(pilot), metricVersion };
  }
}
