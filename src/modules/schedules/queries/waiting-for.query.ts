import { Injectable } from '@nestjs/common';

import { Transactions } from '../../../platform/database/index.js';
import type { Item } from '../../items/index.js';
import type { OwedKindName } from '../domain/owed-record.js';
import { ListDependencies } from './list-dependencies.query.js';
import { OwedRecords } from './owed-records.query.js';

/** An open record that another cannot begin before. */
export interface Awaited {
  readonly kind: OwedKindName;
  readonly id: string;
  readonly title: string;
  readonly dueOn: string;
  readonly assigneeId: string;
}

/** What each record of an item waits for that is not finished yet. */
@Injectable()
export class WaitingFor {
  constructor(
    private readonly transactions: Transactions,
    private readonly dependencies: ListDependencies,
    private readonly records: OwedRecords,
  ) {}

  /** By the id of who waits; those who wait for nothing are left out. */
  async in(item: Pick<Item, 'id' | 'cycle'>): Promise<ReadonlyMap<string, readonly Awaited[]>> {
    const { reader } = this.transactions;
    const dependencies = await this.dependencies.standing(reader, item);
    const waiting = new Map<string, Awaited[]>();
    if (dependencies.length === 0) return waiting;
    const records = await this.records.of(reader, item);
    for (const { predecessorId, successorId } of dependencies) {
      const found = records.find(({ record }) => record.id === predecessorId);
      if (!found?.isOpen) continue;
      const { id, title, dueOn, assigneeId } = found.record;
      const awaited = { kind: found.kind, id, title, dueOn, assigneeId };
      waiting.set(successorId, [...(waiting.get(successorId) ?? []), awaited]);
    }
    return waiting;
  }
}
