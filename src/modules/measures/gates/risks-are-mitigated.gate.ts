import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { riskGaps } from '../domain/measure-gaps.js';
import { chosenMeasures } from '../queries/chosen-measures.js';

/** M-39, of every chosen measure. A change that is undone by a click may go ahead, by a waiver. */
@ProvidesGate({ name: 'risks-are-mitigated', waivable: true, fix: { who: WHO.team, where: 'measures' } })
export class RisksAreMitigated implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    return metUnless((await chosenMeasures(tx, item)).flatMap(riskGaps));
  }
}
