import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { type Item, ItemAccess } from '../../items/index.js';
import { type Action, permitted } from '../../people/index.js';
import { FINDING_NOUN } from '../domain/finding-words.js';
import { Finding } from '../persistence/finding.entity.js';

export interface FindingShown {
  readonly finding: Finding;
  readonly itemKey: string;
  readonly permitted: readonly Action[];
}

const FINDING_WRITES = ['findings.write', 'findings.answer'] as const;

/** What auditors found at an item. */
@Injectable()
export class ShowFindings {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
  ) {}

  /** Of every cycle, in the order in which they were raised. */
  async ofItem(actor: Actor, key: string): Promise<FindingShown[]> {
    const item = await this.items.find(actor, key);
    const findings = await this.transactions.reader.find(Finding, { where: { itemId: item.id }, order: { id: 'ASC' } });
    return this.shown(actor, item, findings);
  }

  /** @throws DomainError not_found */
  async one(actor: Actor, id: string): Promise<FindingShown> {
    const finding = await this.transactions.reader.findOneBy(Finding, { id, workspaceId: actor.workspace.id });
    if (!finding) throw notFound(FINDING_NOUN);
    const item = await this.items.ofRecord(actor, finding.itemId, FINDING_NOUN);
    const [shown] = await this.shown(actor, item, [finding]);
    if (!shown) throw notFound(FINDING_NOUN);
    return shown;
  }

  private async shown(actor: Actor, item: Item, findings: readonly Finding[]): Promise<FindingShown[]> {
    const allowed = permitted(actor, await this.items.relationsTo(actor, item), FINDING_WRITES);
    return findings.map((finding) => ({ finding, itemKey: item.key, permitted: allowed }));
  }
}
