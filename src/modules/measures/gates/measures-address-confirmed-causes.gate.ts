import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { chosenMeasures } from '../queries/chosen-measures.js';

const NONE = { code: 'no-measure-chosen', message: { en: 'No measure is chosen.', 'zh-CN': '尚未选定任何措施。' } };
const UNCONFIRMED = {
  en: 'The measure "{title}" answers "{cause}", which is not a confirmed cause.',
  'zh-CN': '措施“{title}”针对的“{cause}”不是已确认的根因。',
};

/** M-31, M-33: a plan follows from what was confirmed, not from what was always wanted. */
@ProvidesGate({ name: 'measures-address-confirmed-causes', waivable: false, fix: { who: WHO.team, where: 'measures' } })
export class MeasuresAddressConfirmedCauses implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    const measures = await chosenMeasures(tx, item);
    if (measures.length === 0) return metUnless([NONE]);
    return metUnless(
      measures
        .filter(({ cause }) => cause.state !== 'confirmed')
        .map(({ title, cause }) => ({
          code: 'cause-not-confirmed',
          message: UNCONFIRMED,
          params: { title, cause: cause.statement },
        })),
    );
  }
}
