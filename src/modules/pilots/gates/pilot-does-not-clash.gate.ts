import { MET, metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { DesignChecks } from '../operations/design-checks.js';
import { pilotOfLoop } from '../operations/pilot-of-loop.js';

/** N-09: two changes that move one metric of the same people at once cannot be told apart. */
@ProvidesGate({ name: 'pilot-does-not-clash', waivable: true, fix: { who: WHO.lead, where: 'pilots' } })
export class PilotDoesNotClash implements ItemGate {
  constructor(private readonly checks: DesignChecks) {}

  async check({ item, actor, today }: GateQuestion, tx: Tx) {
    const pilot = await pilotOfLoop(tx, item);
    if (pilot?.state !== 'draft') return MET;
    return metUnless(await this.checks.clashes(pilot, actor, today, tx));
  }
}
