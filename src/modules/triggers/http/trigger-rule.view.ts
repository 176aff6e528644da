import type { Page } from '../../../platform/database/index.js';
import type { RuleShown } from '../queries/rules.query.js';

export class TriggerRuleView {
  id!: string;
  name!: string;
  metricCode!: string;
  period!: string;
  /** `worse_than_target` or `worse_than_baseline`. */
  condition!: string;
  percent!: number | null;
  baselineFrom!: string | null;
  baselineTo!: string | null;
  /** Mean of the baseline's periods, frozen. */
  baseline!: number | null;
  k!: number;
  m!: number;
  itemTitle!: string | null;
  itemType!: string;
  severity!: string | null;
  impact!: number | null;
  urgency!: number | null;
  enabled!: boolean;
  /** `normal`, `pending`, `open` or `no_data`. */
  state!: string;
  /** The item it opened last. */
  itemKey!: string | null;
  /** The newest period it has judged: `2026-11-17`. */
  judgedPeriod!: string | null;
  createdAt!: string;
  changedAt!: string;
  version!: number;

  static of(rule: RuleShown): TriggerRuleView {
    const { workspaceId: _w, itemId: _i, judgedUntil: _j, countsFrom: _c, dueAt: _d, ...shown } = rule;
    return { ...shown, createdAt: rule.createdAt.toISOString(), changedAt: rule.changedAt.toISOString() };
  }
}

export class TriggerRulePageView {
  rows!: TriggerRuleView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<RuleShown>): TriggerRulePageView {
    return { rows: rows.map((row) => TriggerRuleView.of(row)), nextCursor };
  }
}
