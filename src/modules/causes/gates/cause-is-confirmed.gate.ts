import { IsNull, Not } from 'typeorm';

import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { Cause } from '../persistence/cause.entity.js';

const NONE = {
  code: 'no-confirmed-cause',
  message: {
    en: 'No cause is confirmed with its method, evidence and share of the loss.',
    'zh-CN': '尚无经验证方式、依据和影响占比确认的根因。',
  },
};

/** M-30, M-31: a plan has a root cause to answer. */
@ProvidesGate({ name: 'cause-is-confirmed', waivable: false, fix: { who: WHO.team, where: 'causes' } })
export class CauseIsConfirmed implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    const known = Not(IsNull());
    const confirmed = await tx.existsBy(Cause, {
      itemId: item.id,
      cycle: item.cycle,
      state: 'confirmed',
      verificationMethod: known,
      evidence: known,
      impactShare: known,
    });
    return metUnless(confirmed ? [] : [NONE]);
  }
}
