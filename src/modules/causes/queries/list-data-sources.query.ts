import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { ItemAccess } from '../../items/index.js';
import { seesItem } from '../../people/index.js';
import type { DataSourceFields } from '../domain/data-source.js';
import { DATA_SOURCE } from '../operations/record-kinds.js';

export interface DataSourceRow extends DataSourceFields {
  readonly id: string;
  readonly cycle: number;
  readonly dropped: boolean;
  readonly droppedReason: string | null;
  readonly createdBy: string | null;
  readonly createdByName: string | null;
  readonly createdAt: Date;
  readonly version: number;
}

const SELECT = `
  SELECT s.id, s.cycle, s.name, s.kind, s.range_from AS "rangeFrom", s.range_to AS "rangeTo", s.comparison,
    s.comparison_note AS "comparisonNote", s.cleaning, s.dropped, s.dropped_reason AS "droppedReason",
    s.created_by AS "createdBy", u.name AS "createdByName", s.created_at AS "createdAt", s.version
  FROM data_sources s LEFT JOIN users u ON u.id = s.created_by`;

/** The data a diagnosis draws on, in the order in which it was added. */
@Injectable()
export class ListDataSources {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
  ) {}

  async run(actor: Actor, key: string, cycle?: number): Promise<DataSourceRow[]> {
    const item = await this.access.find(actor, key);
    return this.transactions.reader.query<DataSourceRow[]>(
      `${SELECT} WHERE s.item_id = $1 AND s.cycle = $2 ORDER BY s.created_at, s.id`,
      [item.id, cycle ?? item.cycle],
    );
  }

  async one(actor: Actor, id: string): Promise<DataSourceRow> {
    const [row] = await this.transactions.reader.query<DataSourceRow[]>(
      `${SELECT} JOIN items i ON i.id = s.item_id
       WHERE s.id = $1 AND s.workspace_id = $2 AND ${seesItem('i', { userId: '$3', role: '$4' })}`,
      [id, actor.workspace.id, actor.userId, actor.role],
    );
    if (!row) throw notFound(DATA_SOURCE.noun);
    return row;
  }
}
