import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { type Item, ItemAccess } from '../../items/index.js';
import { DEPENDENCY_NOUN } from '../domain/schedule-words.js';
import { Dependency } from '../persistence/dependency.entity.js';
import { OwedRecords, type ScheduledRecord } from './owed-records.query.js';

export interface DependencyRow {
  readonly dependency: Dependency;
  readonly itemKey: string;
  /** Null for what is no task or milestone any more. */
  readonly predecessor: ScheduledRecord | null;
  readonly successor: ScheduledRecord | null;
}

/** The dependencies between what is owed below an item, in its present cycle. */
@Injectable()
export class ListDependencies {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly records: OwedRecords,
  ) {}

  async ofItem(actor: Actor, key: string): Promise<DependencyRow[]> {
    const item = await this.items.find(actor, key);
    return this.rows(item, await this.standing(this.transactions.reader, item));
  }

  /** @throws DomainError not_found, also for one that was removed */
  async one(actor: Actor, id: string): Promise<DependencyRow> {
    const where = { id, workspaceId: actor.workspace.id, removedAt: IsNull() };
    const dependency = await this.transactions.reader.findOneBy(Dependency, where);
    if (!dependency) throw notFound(DEPENDENCY_NOUN);
    const item = await this.items.ofRecord(actor, dependency.itemId, DEPENDENCY_NOUN);
    const [row] = await this.rows({ ...item, cycle: dependency.cycle }, [dependency]);
    if (!row) throw notFound(DEPENDENCY_NOUN);
    return row;
  }

  /** Those of the item's cycle that nobody removed, in the order in which they were added. */
  standing(tx: Tx, { id: itemId, cycle }: Pick<Item, 'id' | 'cycle'>): Promise<Dependency[]> {
    return tx.find(Dependency, { where: { itemId, cycle, removedAt: IsNull() }, order: { id: 'ASC' } });
  }

  private async rows(item: Pick<Item, 'id' | 'cycle' | 'key'>, dependencies: readonly Dependency[]) {
    const records = dependencies.length === 0 ? [] : await this.records.of(this.transactions.reader, item);
    const named = (id: string) => records.find(({ record }) => record.id === id) ?? null;
    return dependencies.map((dependency) => {
      const { predecessorId, successorId } = dependency;
      return { dependency, itemKey: item.key, predecessor: named(predecessorId), successor: named(successorId) };
    });
  }
}
