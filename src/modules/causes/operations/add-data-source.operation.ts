import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { ItemAccess } from '../../items/index.js';
import { type DataSourceFields, rangeProblems } from '../domain/data-source.js';
import { DataSource } from '../persistence/data-source.entity.js';

export type NewDataSource = Omit<DataSourceFields, 'comparisonNote' | 'cleaning'> &
  Partial<Pick<DataSourceFields, 'comparisonNote' | 'cleaning'>>;

/** Says what data the diagnosis draws on. Cleaning may be reported later; the gate asks for it. */
@Injectable()
export class AddDataSource {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the id of the new source */
  async run(actor: Actor, key: string, fields: NewDataSource): Promise<string> {
    return this.transactions.run(async (tx) => {
      const item = await this.access.forWork(tx, actor, key, ['diagnosis']);
      refuseFields(rangeProblems(fields));
      const id = newId();
      await tx.insert(DataSource, {
        ...fields,
        id,
        workspaceId: item.workspaceId,
        itemId: item.id,
        cycle: item.cycle,
        createdBy: actor.userId,
        createdAt: this.clock.now(),
      });
      await this.journal.record(tx, actor, {
        type: 'data_source.added',
        subject: { type: 'data_source', id },
        itemId: item.id,
        changes: changesBetween({}, fields),
      });
      return id;
    });
  }
}
