import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Waiver } from '../persistence/waiver.entity.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from './item-gate.js';

const NO_SPONSOR = {
  code: 'no-sponsor',
  message: { en: 'Skipping the pilot needs a sponsor; none is set.', 'zh-CN': '跳过试点须有发起人,目前尚未指定。' },
};
const NOT_WAIVED = {
  code: 'no-sponsored-waiver',
  message: {
    en: 'There is no waiver of "pilot-is-won" for this cycle, in force, with a before/after declaration and approved by the sponsor.',
    'zh-CN': '本轮没有经发起人批准、仍有效且声明前后对比判定方式的“pilot-is-won”豁免。',
  },
};

/** L-06: a lead proposes to go without a pilot, and the sponsor agrees to a before/after judgement. */
@ProvidesGate({ name: 'skipping-is-sponsored', waivable: false, fix: { who: WHO.sponsor, where: 'waivers' } })
export class SkippingIsSponsored implements ItemGate {
  async check({ item, today }: GateQuestion, tx: Tx) {
    if (item.sponsorId === null) return metUnless([NO_SPONSOR]);
    const asked = { itemId: item.id, cycle: item.cycle, gate: 'pilot-is-won' };
    const waivers = await tx.findBy(Waiver, [
      { ...asked, approvedBy: item.sponsorId },
      { ...asked, approvedOnBehalfOf: item.sponsorId },
    ]);
    const inForce = waivers.some(
      ({ expiresOn, beforeAfterDeclaration }) => expiresOn >= today && beforeAfterDeclaration,
    );
    return metUnless(inForce ? [] : [NOT_WAIVED]);
  }
}
