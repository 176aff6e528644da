import { In } from 'typeorm';

import type { Tx } from '../../../platform/database/index.js';
import { Metric } from '../persistence/metric.entity.js';

/**
 * Metrics that a formula names, in the order of their codes there.
 *
 * @throws Error when the dictionary has lost one: a formula is refused before, and no metric is ever deleted
 */
export async function metricsByCode(tx: Tx, workspaceId: string, codes: readonly string[]): Promise<Metric[]> {
  if (codes.length === 0) return [];
  const found = await tx.findBy(Metric, { workspaceId, code: In([...codes]) });
  const byCode = new Map(found.map((metric) => [metric.code, metric]));
  return codes.map((code) => {
    const metric = byCode.get(code);
    if (!metric) throw new Error(`no metric ${code} in workspace ${workspaceId}`);
    return metric;
  });
}
