import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { DesignChecks } from '../operations/design-checks.js';
import { pilotOfLoop } from '../operations/pilot-of-loop.js';

const NONE = {
  code: 'no-pilot',
  message: { en: 'No pilot is drafted for this loop.', 'zh-CN': '本轮尚未起草试点。' },
};

/** L-05: arms, share, exactly one variable, primary metric, size and days. */
@ProvidesGate({ name: 'pilot-is-designed', waivable: false, fix: { who: WHO.lead, where: 'pilots' } })
export class PilotIsDesigned implements ItemGate {
  constructor(private readonly checks: DesignChecks) {}

  async check({ item }: GateQuestion, tx: Tx) {
    const pilot = await pilotOfLoop(tx, item);
    if (pilot?.state !== 'draft') return metUnless([NONE]);
    return metUnless(await this.checks.lacks(pilot, tx));
  }
}
