import { MET, metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { pilotOfLoop } from '../operations/pilot-of-loop.js';

const UNDECIDED = {
  code: 'not-decided',
  message: {
    en: 'Nobody has decided on the pilot, with a reason, yet.',
    'zh-CN': '尚未对试点作出附有理由的决定。',
  },
};
const OTHERWISE = {
  code: 'decided-otherwise',
  message: {
    en: 'The decision on pilot {key} is "{decision}", not "roll_out".',
    'zh-CN': '试点 {key} 的决定是“{decision}”,而非“roll_out”。',
  },
};

/** D-19: the verdict says what is so; whether it is rolled out somebody decides, and says why. */
@ProvidesGate({ name: 'pilot-is-decided', waivable: false, fix: { who: WHO.lead, where: 'pilots' } })
export class PilotIsDecided implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    const pilot = await pilotOfLoop(tx, item);
    if (!pilot?.decision) return metUnless([UNDECIDED]);
    if (pilot.decision === 'roll_out') return MET;
    return metUnless([{ ...OTHERWISE, params: { key: pilot.key, decision: pilot.decision } }]);
  }
}
