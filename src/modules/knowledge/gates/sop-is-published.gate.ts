import { MET, type GateAnswer } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { SOP_STATE_NAMES } from '../domain/sop-words.js';
import { Sop } from '../persistence/sop.entity.js';

const NONE = {
  en: 'This cycle has no standard operating procedure.',
  'zh-CN': '本循环尚无标准作业流程。',
};
const UNPUBLISHED = {
  en: 'The procedure "{title}" is {state}, not published.',
  'zh-CN': '标准作业流程“{title}”的状态为“{state}”,尚未发布。',
};

/** T-66: success goes into a procedure that is in force. */
@ProvidesGate({ name: 'sop-is-published', waivable: true, fix: { who: WHO.lead, where: 'sops' } })
export class SopIsPublished implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx): Promise<GateAnswer> {
    const sops = await tx.find(Sop, { where: { itemId: item.id, cycle: item.cycle }, order: { createdAt: 'ASC' } });
    if (sops.some(({ state }) => state === 'published')) return MET;
    if (sops.length === 0) return { met: false, reasons: [{ code: 'no-sop', message: NONE }] };
    return {
      met: false,
      reasons: sops.map(({ title, state }) => ({
        code: 'sop-not-published',
        message: UNPUBLISHED,
        params: { title, state: SOP_STATE_NAMES[state] },
      })),
    };
  }
}
