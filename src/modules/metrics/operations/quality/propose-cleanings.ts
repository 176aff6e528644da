import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../../config/index.js';
import { systemActor } from '../../../../kernel/actor/index.js';
import type { Clock } from '../../../../kernel/time/index.js';
import { newId, type Tx } from '../../../../platform/database/index.js';
import { Workspace } from '../../../people/index.js';
import type { CleaningAction } from '../../domain/metric-words.js';
import type { Finding } from '../../domain/quality/cleaning-words.js';
import type { Metric } from '../../persistence/metric.entity.js';
import { DecideCleanings } from './decide-cleanings.js';

export interface Proposal {
  readonly finding: Finding;
  readonly series: string;
  readonly start: Date;
  readonly rawValue: number | null;
}

/** Values on either side of a point whose median may stand for it: about two weeks of days, half a day of hours. */
const NEIGHBOURS = 15;

const NEIGHBOUR = (comparison: '<' | '>', order: 'ASC' | 'DESC') => `
  (SELECT value FROM metric_points WHERE metric_id = $1 AND dimension_key = said.series AND period_start ${comparison} said.start
   ORDER BY period_start ${order} LIMIT ${NEIGHBOURS})`;

const PROPOSE = `
  INSERT INTO metric_cleanings
    (metric_id, workspace_id, batch_id, proposed_at, id, finding, dimension_key, period_start, raw_value, median, state)
  SELECT $1, $2, $3, $4, said.id, said.finding, said.series, said.start, said.raw, near.median, 'proposed'
  FROM unnest($5::uuid[], $6::text[], $7::text[], $8::timestamptz[], $9::double precision[])
    AS said (id, finding, series, start, raw)
  CROSS JOIN LATERAL (
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS median
    FROM (${NEIGHBOUR('<', 'DESC')} UNION ALL ${NEIGHBOUR('>', 'ASC')}) around) near
  ON CONFLICT DO NOTHING
  RETURNING id, finding`;

/** Proposes what could be done about findings, and does it where the metric has a standing rule. */
@Injectable()
export class ProposeCleanings {
  constructor(
    private readonly decide: DecideCleanings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(tx: Tx, metric: Metric, batchId: string, proposals: readonly Proposal[]): Promise<void> {
    if (proposals.length === 0) return;
    const made = await tx.query<{ id: string; finding: Finding }[]>(PROPOSE, [
      ...[metric.id, metric.workspaceId, batchId, this.clock.now()],
      proposals.map(() => newId()),
      proposals.map(({ finding }) => finding),
      proposals.map(({ series }) => series),
      proposals.map(({ start }) => start.toISOString()),
      proposals.map(({ rawValue }) => rawValue),
    ]);
    const rules: [Finding, CleaningAction | null][] = [['outlier', metric.outlierRule], ['gap', metric.gapRule]]; // prettier-ignore
    for (const [finding, action] of rules) {
      const ids = made.filter((cleaning) => cleaning.finding === finding).map(({ id }) => id);
      if (action !== null && ids.length > 0) await this.byRule(tx, metric, ids, action);
    }
  }

  private async byRule(tx: Tx, metric: Metric, ids: string[], action: CleaningAction): Promise<void> {
    const workspace = await tx.findOneByOrFail(Workspace, { id: metric.workspaceId });
    const actor = systemActor(workspace, 'rule', `cleaning:${metric.code}`);
    await this.decide.run(tx, actor, metric.id, ids, { verb: 'apply', action, reason: null });
  }
}
