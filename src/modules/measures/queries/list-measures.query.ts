import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { ItemAccess } from '../../items/index.js';
import { seesItem } from '../../people/index.js';
import type { MeasureFields } from '../domain/measure.js';
import { MEASURE } from '../operations/measure-kind.js';

export interface MeasureRow extends MeasureFields {
  readonly id: string;
  readonly cycle: number;
  readonly causeStatement: string;
  readonly causeState: string;
  readonly authors: string[];
  readonly createdBy: string | null;
  readonly createdByName: string | null;
  readonly createdAt: Date;
  readonly version: number;
}

const SELECT = `
  SELECT m.id, m.cycle, m.cause_id AS "causeId", c.statement AS "causeStatement", c.state AS "causeState", m.title,
    m.description, m.chosen, m.technical, m.resources, m.risk, m.people_weeks AS "peopleWeeks", m.cost,
    m.lead_time_days AS "leadTimeDays", m.risks, m.expected_effect AS "expectedEffect",
    m.expected_metric_change AS "expectedMetricChange", m.authors, m.created_by AS "createdBy",
    u.name AS "createdByName", m.created_at AS "createdAt", m.version
  FROM measures m JOIN causes c ON c.id = m.cause_id LEFT JOIN users u ON u.id = m.created_by`;

/** What was proposed in a cycle, chosen or not, in the order in which it was proposed. */
@Injectable()
export class ListMeasures {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
  ) {}

  async run(actor: Actor, key: string, cycle?: number): Promise<MeasureRow[]> {
    const item = await this.access.find(actor, key);
    return this.transactions.reader.query<MeasureRow[]>(
      `${SELECT} WHERE m.item_id = $1 AND m.cycle = $2 ORDER BY m.created_at, m.id`,
      [item.id, cycle ?? item.cycle],
    );
  }

  async one(actor: Actor, id: string): Promise<MeasureRow> {
    const [row] = await this.transactions.reader.query<MeasureRow[]>(
      `${SELECT} JOIN items i ON i.id = m.item_id
       WHERE m.id = $1 AND m.workspace_id = $2 AND ${seesItem('i', { userId: '$3', role: '$4' })}`,
      [id, actor.workspace.id, actor.userId, actor.role],
    );
    if (!row) throw notFound(MEASURE.noun);
    return row;
  }
}
