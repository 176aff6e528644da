import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { chosenMeasures } from '../queries/chosen-measures.js';

const NO_EFFECT = {
  en: 'The measure "{title}" does not say what effect is expected.',
  'zh-CN': '措施“{title}”未说明预期效果。',
};

/** M-33: without an expectation, whatever happens will look like success. */
@ProvidesGate({ name: 'effect-is-expected', waivable: false, fix: { who: WHO.team, where: 'measures' } })
export class EffectIsExpected implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    const silent = (await chosenMeasures(tx, item)).filter(({ expectedEffect }) => expectedEffect === null);
    return metUnless(silent.map(({ title }) => ({ code: 'no-effect', message: NO_EFFECT, params: { title } })));
  }
}
