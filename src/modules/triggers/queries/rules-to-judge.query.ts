import { Injectable } from '@nestjs/common';

import type { Tx } from '../../../platform/database/index.js';

/** As many as one transaction judges: enough to share its statements, few enough to be over soon. */
const BATCH = 250;

/** Which series are to be judged. */
@Injectable()
export class RulesToJudge {
  async seriesOfRule(tx: Tx, ruleId: string): Promise<{ workspaceId: string; seriesIds: string[] } | undefined> {
    const rows = await tx.query<{ id: string; workspace_id: string }[]>(
      'SELECT id, workspace_id FROM trigger_series WHERE rule_id = $1 ORDER BY id',
      [ruleId],
    );
    const [first] = rows;
    return first && { workspaceId: first.workspace_id, seriesIds: rows.map(({ id }) => id) };
  }

  /**
   * Series of the rules that watch the metric.
   *
   * @param from start of the first period of which a value has come, where one has
   */
  async ofMetric(tx: Tx, workspaceId: string, metricCode: string, from?: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT s.id FROM trigger_series s JOIN trigger_rules r ON r.id = s.rule_id
       WHERE r.workspace_id = $1 AND r.metric_code = $2 AND r.enabled ORDER BY s.id`,
      [workspaceId, metricCode],
    );
    const ids = rows.map(({ id }) => id);
    if (from !== undefined) await this.rejudge(tx, ids, from);
    return ids;
  }

  /** Series of the rules that count feedback about the module; of one that counts every module, made when it is needed. */
  async ofModule(tx: Tx, workspaceId: string, module: string, from: string): Promise<string[]> {
    await tx.query(
      `INSERT INTO trigger_series (id, workspace_id, rule_id, series, due_at)
       SELECT gen_random_uuid(), r.workspace_id, r.id, $2, $3 FROM trigger_rules r
       WHERE r.workspace_id = $1 AND r.enabled AND r.condition = 'feedback_concentration'
         AND (r.settings->>'module' IS NULL OR r.settings->>'module' = $2)
       ON CONFLICT ON CONSTRAINT trigger_series_of_rule DO NOTHING`,
      [workspaceId, module, from],
    );
    const rows = await tx.query<{ id: string }[]>(
      `SELECT s.id FROM trigger_series s JOIN trigger_rules r ON r.id = s.rule_id AND r.enabled
       WHERE r.workspace_id = $1 AND r.metric_code IS NULL AND s.series = $2 ORDER BY s.id`,
      [workspaceId, module],
    );
    const ids = rows.map(({ id }) => id);
    await this.rejudge(tx, ids, from);
    return ids;
  }

  private async rejudge(tx: Tx, ids: readonly string[], from: string): Promise<void> {
    if (ids.length === 0) return;
    // A rule's period may begin earlier than the point's.
    await tx.query(
      `UPDATE trigger_series s SET rejudge_from = least(s.rejudge_from, date_trunc(r.period, $2::timestamptz, w.time_zone))
       FROM trigger_rules r JOIN workspaces w ON w.id = r.workspace_id WHERE r.id = s.rule_id AND s.id = ANY($1)`,
      [ids, from],
    );
  }

  /** The next series of which a period has closed since they were judged, and that nobody else is judging right now. */
  async takeDue(tx: Tx, now: Date, except: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT s.id FROM trigger_series s JOIN trigger_rules r ON r.id = s.rule_id AND r.enabled
       WHERE s.due_at <= $1 AND NOT (s.id = ANY($2)) ORDER BY s.due_at, s.id LIMIT ${BATCH} FOR UPDATE OF s SKIP LOCKED`,
      [now, except],
    );
    return rows.map(({ id }) => id);
  }
}
