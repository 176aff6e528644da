import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { seesItem } from '../../people/index.js';
import type { TriggerFinding } from '../persistence/trigger-finding.entity.js';

/** A finding as it is read: with its series' name, and its item's key for whoever may see the item. */
export type FindingShown = Pick<
  TriggerFinding,
  | 'id' | 'ruleId' | 'periodStart' | 'periodEnd' | 'kind' | 'fromState' | 'toState' | 'statement' | 'figures' | 'ruleVersion'
  | 'metricVersion' | 'superseded' | 'act' | 'recordedAt'
> & { readonly series: string; readonly itemKey: string | null }; // prettier-ignore

/** Every change of state of a rule, newest first. */
@Injectable()
export class Findings {
  constructor(private readonly transactions: Transactions) {}

  async list(
    actor: Actor,
    ruleId: string,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<Page<FindingShown>> {
    const rows = await this.transactions.reader.query<FindingShown[]>(
      `SELECT f.id, f.rule_id AS "ruleId", s.series, f.period_start AS "periodStart", f.period_end AS "periodEnd", f.kind,
         f.from_state AS "fromState", f.to_state AS "toState", f.statement, f.figures, f.rule_version AS "ruleVersion",
         f.metric_version AS "metricVersion", f.superseded, f.act, f.recorded_at AS "recordedAt", i.key AS "itemKey"
       FROM trigger_findings f JOIN trigger_series s ON s.id = f.series_id
       LEFT JOIN items i ON i.id = f.item_id AND ${seesItem('i', { userId: '$3::uuid', role: '$4' })}
       WHERE f.workspace_id = $1 AND f.rule_id = $2 AND ($5::uuid IS NULL OR f.id < $5) ORDER BY f.id DESC LIMIT $6`,
      [
        actor.workspace.id,
        ruleId,
        actor.userId,
        actor.role,
        cursor === undefined ? null : decodeCursor(cursor, 'id')[0],
        limit + 1,
      ],
    );
    return pageOf(rows, limit, ({ id }) => [id]);
  }
}
