import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { feasibilityGaps } from '../domain/measure-gaps.js';
import { chosenMeasures } from '../queries/chosen-measures.js';

/** M-36 … M-39, of every chosen measure. */
@ProvidesGate({ name: 'feasibility-is-marked', waivable: false, fix: { who: WHO.team, where: 'measures' } })
export class FeasibilityIsMarked implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    return metUnless((await chosenMeasures(tx, item)).flatMap(feasibilityGaps));
  }
}
