import type { Actor } from '../../../kernel/actor/index.js';
import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { seesItem } from '../../people/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from './item-gate.js';

const NO_KIND = {
  code: 'no-kind',
  message: {
    en: 'Say why: short_term_fluctuation, duplicate, out_of_scope or no_evidence.',
    'zh-CN': '请说明驳回类别:短期波动、重复、超出范围或无依据。',
  },
};
const NO_ORIGINAL = {
  code: 'no-original',
  message: {
    en: 'A duplicate names the key of another item that exists.',
    'zh-CN': '重复项须注明另一个已存在项目的编号。',
  },
};

@ProvidesGate({ name: 'dismissal-is-explained', waivable: false, fix: { who: WHO.lead, where: 'transitions' } })
export class DismissalIsExplained implements ItemGate {
  async check({ item, actor, dismissal }: GateQuestion, tx: Tx) {
    if (!dismissal) return metUnless([NO_KIND]);
    if (dismissal.kind !== 'duplicate') return metUnless([]);
    const key = dismissal.duplicateOf ?? '';
    const exists = key !== item.key && (await this.isSeen(tx, item.workspaceId, actor, key));
    return metUnless(exists ? [] : [NO_ORIGINAL]);
  }

  private async isSeen(tx: Tx, workspaceId: string, { userId, role }: Actor, key: string): Promise<boolean> {
    const found = await tx.query<unknown[]>(
      `SELECT 1 FROM items i WHERE i.workspace_id = $1 AND i.key = $2 AND ${seesItem('i', { userId: '$3', role: '$4' })}`,
      [workspaceId, key, userId, role],
    );
    return found.length > 0;
  }
}
