import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { KnowledgeEntry } from '../persistence/knowledge-entry.entity.js';

const NONE = { en: 'This cycle has no entry in the knowledge base.', 'zh-CN': '本循环尚未写入知识库。' };

/** T-68: the case is in the knowledge base. */
@ProvidesGate({ name: 'knowledge-entry-is-written', waivable: true, fix: { who: WHO.lead, where: 'knowledge' } })
export class KnowledgeEntryIsWritten implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    const written = await tx.existsBy(KnowledgeEntry, { itemId: item.id, cycle: item.cycle });
    return metUnless(written ? [] : [{ code: 'no-knowledge-entry', message: NONE }]);
  }
}
