import { Injectable } from '@nestjs/common';

import type { Tx } from '../../../../platform/database/index.js';
import { ComputeMetric, type Touched } from './compute-metric.js';

/** Computes the metrics that have this one for an operand, over what was touched. Theirs follow when they have changed. */
@Injectable()
export class ComputeDependents {
  constructor(private readonly computeMetric: ComputeMetric) {}

  async run(tx: Tx, workspaceId: string, code: string, touched: Touched): Promise<void> {
    // In order of their ids, so that two events never wait for each other in a circle.
    const rows = await tx.query<{ id: string }[]>(
      'SELECT metric_id AS id FROM metric_operands WHERE workspace_id = $1 AND operand_code = $2 ORDER BY 1',
      [workspaceId, code],
    );
    for (const { id } of rows) await this.computeMetric.run(tx, id, touched);
  }
}
