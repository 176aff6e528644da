import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { ItemAccess } from '../../items/index.js';
import { seesItem } from '../../people/index.js';
import type { AnalysisMethod, CauseFields } from '../domain/cause.js';
import { inTreeOrder } from '../domain/cause-tree.js';
import { CAUSE } from '../operations/record-kinds.js';

export interface CauseRow extends CauseFields {
  readonly id: string;
  readonly cycle: number;
  readonly parentId: string | null;
  readonly method: AnalysisMethod;
  readonly hypothesis: string;
  readonly dataSourceName: string | null;
  readonly decidedBy: string | null;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly createdBy: string | null;
  readonly createdByName: string | null;
  readonly createdAt: Date;
  readonly version: number;
}

const SELECT = `
  SELECT c.id, c.cycle, c.parent_id AS "parentId", c.method, c.hypothesis, c.statement,
    c.problem_module AS "problemModule", c.metric_performance AS "metricPerformance",
    c.data_source_id AS "dataSourceId", s.name AS "dataSourceName", c.verification_method AS "verificationMethod",
    c.evidence, c.impact_share AS "impactShare", c.state, c.decided_by AS "decidedBy", d.name AS "decidedByName",
    c.decided_at AS "decidedAt", c.created_by AS "createdBy", u.name AS "createdByName", c.created_at AS "createdAt",
    c.version
  FROM causes c LEFT JOIN data_sources s ON s.id = c.data_source_id LEFT JOIN users d ON d.id = c.decided_by
    LEFT JOIN users u ON u.id = c.created_by`;

/** The causes of a cycle, as their tree is drawn. */
@Injectable()
export class ListCauses {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
  ) {}

  async run(actor: Actor, key: string, cycle?: number): Promise<(CauseRow & { depth: number })[]> {
    const item = await this.access.find(actor, key);
    const rows = await this.transactions.reader.query<CauseRow[]>(
      `${SELECT} WHERE c.item_id = $1 AND c.cycle = $2 ORDER BY c.created_at, c.id`,
      [item.id, cycle ?? item.cycle],
    );
    return inTreeOrder(rows);
  }

  async one(actor: Actor, id: string): Promise<CauseRow> {
    const [row] = await this.transactions.reader.query<CauseRow[]>(
      `${SELECT} JOIN items i ON i.id = c.item_id
       WHERE c.id = $1 AND c.workspace_id = $2 AND ${seesItem('i', { userId: '$3', role: '$4' })}`,
      [id, actor.workspace.id, actor.userId, actor.role],
    );
    if (!row) throw notFound(CAUSE.noun);
    return row;
  }
}
