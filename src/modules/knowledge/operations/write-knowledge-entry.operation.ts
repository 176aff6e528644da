import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { ItemAccess } from '../../items/index.js';
import { tidyTags } from '../domain/tags.js';
import { KnowledgeEntry } from '../persistence/knowledge-entry.entity.js';
import type { KnowledgeShown } from '../queries/show-knowledge.query.js';
import { WRITING_STAGES } from './sop-access.js';

export interface NewKnowledgeEntry {
  readonly title: string;
  readonly summary: string;
  readonly tags: readonly string[];
}

/** Writes an entry of the knowledge base in the item's current cycle. */
@Injectable()
export class WriteKnowledgeEntry {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, key: string, { title, summary, tags }: NewKnowledgeEntry): Promise<KnowledgeShown> {
    return this.transactions.run(async (tx) => {
      const item = await this.items.forWork(tx, actor, key, WRITING_STAGES);
      const written = { title, summary, tags: tidyTags(tags) };
      const entry = tx.create(KnowledgeEntry, {
        ...written,
        id: newId(),
        workspaceId: item.workspaceId,
        itemId: item.id,
        cycle: item.cycle,
        createdBy: actor.userId,
        createdAt: this.clock.now(),
      });
      await tx.insert(KnowledgeEntry, entry);
      await this.journal.record(tx, actor, {
        type: 'knowledge_entry.written',
        subject: { type: 'knowledge_entry', id: entry.id },
        itemId: item.id,
        changes: changesBetween({}, written),
      });
      return { entry, itemKey: item.key };
    });
  }
}
