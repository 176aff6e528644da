import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import type { Tx } from '../../../../platform/database/index.js';
import { TriggerFinding } from '../../persistence/trigger-finding.entity.js';
import { TriggerSeries } from '../../persistence/trigger-series.entity.js';
import { lockWatches, type Watch } from '../judging/watch.js';

/** Findings of one closing instant that nobody has acted upon, each beside its series. */
export interface Group {
  readonly periodEnd: Date;
  readonly findings: readonly { readonly finding: TriggerFinding; readonly watch: Watch }[];
}

/** A judgement that failed must not keep everybody else's findings waiting for ever. */
const PATIENCE = '10 minutes';
const MOST_AT_ONCE = 2_000;

/** What waits to be acted upon in a workspace. */
@Injectable()
export class WaitingFindings {
  /** Whoever acts holds it until he commits: one at a time in a workspace, and taken before any series is locked. */
  async lock(tx: Tx, workspaceId: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('triggers ' || $1, 0))`, [workspaceId]);
  }

  /** Workspaces in which something waits. */
  async workspaces(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ workspace_id: string }[]>(
      `SELECT DISTINCT workspace_id FROM trigger_findings WHERE act = 'waiting' ORDER BY 1`,
    );
    return rows.map(({ workspace_id: id }) => id);
  }

  /**
   * Whether rules of the workspace are still to be judged up to now. Then what they will find belongs to the same run, and
   * a storm could not be told from a few signals.
   */
  async isIncomplete(tx: Tx, workspaceId: string, now: Date): Promise<boolean> {
    const [row] = await tx.query<{ incomplete: boolean }[]>(
      `SELECT EXISTS (SELECT 1 FROM trigger_series s JOIN trigger_rules r ON r.id = s.rule_id AND r.enabled
         WHERE s.workspace_id = $1 AND s.due_at <= $2)
       AND NOT EXISTS (SELECT 1 FROM trigger_findings WHERE workspace_id = $1 AND act = 'waiting'
         AND recorded_at < $2::timestamptz - interval '${PATIENCE}') AS incomplete`,
      [workspaceId, now],
    );
    return row?.incomplete ?? false;
  }

  /** In the order in which the periods closed; all of the workspace, or those of some series. */
  async groups(tx: Tx, workspaceId: string, seriesIds?: readonly string[]): Promise<Group[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM trigger_findings
       WHERE workspace_id = $1 AND act = 'waiting' AND ($2::uuid[] IS NULL OR series_id = ANY($2))
       ORDER BY period_end, rule_id, series_id, period_start, id LIMIT ${MOST_AT_ONCE}`,
      [workspaceId, seriesIds ?? null],
    );
    const findings = await tx.findBy(TriggerFinding, { id: In(rows.map(({ id }) => id)) });
    const byId = new Map(findings.map((finding) => [finding.id, finding]));
    const watches = await lockWatches(tx, [...new Set(findings.map(({ seriesId }) => seriesId))]);
    const bySeries = new Map(watches.map((watch) => [watch.series.id, watch]));
    const groups = new Map<number, { finding: TriggerFinding; watch: Watch }[]>();
    for (const { id } of rows) {
      const finding = byId.get(id);
      const watch = finding && bySeries.get(finding.seriesId);
      if (!finding || !watch) continue;
      const end = finding.periodEnd.getTime();
      groups.set(end, [...(groups.get(end) ?? []), { finding, watch }]);
    }
    return [...groups].map(([end, of]) => ({ periodEnd: new Date(end), findings: of }));
  }

  /** Items that the rules of the workspace have opened for periods that closed at the same instant. */
  async openedAt(tx: Tx, workspaceId: string, periodEnd: Date): Promise<{ count: number; digestId: string | null }> {
    const rows = await tx.query<{ act: string; item_id: string; n: number }[]>(
      `SELECT act, item_id, count(*)::int AS n FROM trigger_findings
       WHERE workspace_id = $1 AND period_end = $2 AND act IN ('opened', 'digested') GROUP BY 1, 2`,
      [workspaceId, periodEnd],
    );
    const digest = rows.find(({ act }) => act === 'digested');
    return { count: rows.reduce((sum, { n }) => sum + n, 0), digestId: digest?.item_id ?? null };
  }

  /** Where the parent stood when the child's period closed. */
  async parentIsOpen(tx: Tx, parentRuleId: string, at: Date): Promise<boolean> {
    const rows = await tx.query<{ to_state: string }[]>(
      `SELECT DISTINCT ON (series_id) to_state FROM trigger_findings
       WHERE rule_id = $1 AND period_end <= $2 AND NOT superseded ORDER BY series_id, period_start DESC, id DESC`,
      [parentRuleId, at],
    );
    return rows.some(({ to_state: state }) => state === 'open' || state === 'recovering' || state === 'flapping');
  }

  async settle(tx: Tx, finding: TriggerFinding, { series }: Watch, now: Date): Promise<void> {
    await tx.update(TriggerFinding, { id: finding.id }, { act: finding.act, itemId: finding.itemId, actedAt: now });
    const { itemId, withheld, reactBy, followsItem } = series;
    await tx.update(TriggerSeries, { id: series.id }, { itemId, withheld, reactBy, followsItem });
  }
}
