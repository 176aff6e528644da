import { metUnless } from '../../../kernel/lifecycle/index.js';
import { rowExists, type Tx } from '../../../platform/database/index.js';
import { Evidence } from '../persistence/evidence.entity.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from './item-gate.js';

const NONE = {
  code: 'no-evidence',
  message: { en: 'No evidence is recorded for the trigger.', 'zh-CN': '尚未记录触发依据。' },
};

@ProvidesGate({ name: 'evidence-is-recorded', waivable: false, fix: { who: WHO.lead, where: 'evidence' } })
export class EvidenceIsRecorded implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    return metUnless((await rowExists(tx, Evidence, { itemId: item.id })) ? [] : [NONE]);
  }
}
