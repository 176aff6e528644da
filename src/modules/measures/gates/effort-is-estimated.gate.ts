import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { effortGaps } from '../domain/measure-gaps.js';
import { chosenMeasures } from '../queries/chosen-measures.js';

/** M-38, of every chosen measure. A small change may go ahead without figures, by a waiver. */
@ProvidesGate({ name: 'effort-is-estimated', waivable: true, fix: { who: WHO.team, where: 'measures' } })
export class EffortIsEstimated implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    return metUnless((await chosenMeasures(tx, item)).flatMap(effortGaps));
  }
}
