import { ApiProperty } from '@nestjs/swagger';

import type { Page } from '../../../platform/database/index.js';
import { warningsOf } from '../domain/history-check.js';
import type { RuleShown } from '../queries/rules.query.js';
import { RuleSettingsBody } from './rule-settings.body.js';

/** Limits of a chart, as they were reckoned. */
export class CalibrationView {
  centre!: number;
  /** Of single values. */
  sigma!: number;
  /** How many periods they rest on. Below 20 they are a trial. */
  count!: number;
  from!: string;
  to!: string;

  static of({ centre, sigma, count, from, to }: CalibrationView): CalibrationView {
    return { centre, sigma, count, from, to };
  }
}

export class TriggerRuleView {
  id!: string;
  name!: string;
  metricCode!: string | null;
  period!: string;
  /** `worse_than_target`, `control_chart`, `late_data` … */
  condition!: string;
  percent!: number | null;
  baselineFrom!: string | null;
  baselineTo!: string | null;
  /** Mean of the baseline's periods, frozen. */
  baseline!: number | null;
  @ApiProperty({ type: CalibrationView, nullable: true })
  calibration!: CalibrationView | null;
  /** What the metric's history says against a chart: a season, periods that take after each other. In both languages. */
  warnings!: string[];
  k!: number;
  m!: number;
  @ApiProperty({ type: RuleSettingsBody })
  settings!: object;
  parentRuleId!: string | null;
  itemTitle!: string | null;
  itemType!: string;
  severity!: string | null;
  impact!: number | null;
  urgency!: number | null;
  enabled!: boolean;
  /** `normal`, `pending`, `open`, `recovering`, `no_data`, `error` or `flapping`: of the series that is worst off. */
  state!: string;
  /** Why it cannot be judged, in both languages. */
  problem!: string | null;
  /** Whether a silence holds now. */
  silenced!: boolean;
  /** The item it opened last. */
  itemKey!: string | null;
  /** The newest period it has judged: `2026-11-17`. */
  judgedPeriod!: string | null;
  createdAt!: string;
  changedAt!: string;
  version!: number;

  static of({ workspaceId: _w, judgedUntil: _j, calibration, ...rule }: RuleShown): TriggerRuleView {
    const limits = calibration && CalibrationView.of(calibration);
    const [createdAt, changedAt] = [rule.createdAt.toISOString(), rule.changedAt.toISOString()];
    return { ...rule, calibration: limits, warnings: warningsOf(calibration ?? {}), createdAt, changedAt };
  }
}

export class TriggerRulePageView {
  rows!: TriggerRuleView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<RuleShown>): TriggerRulePageView {
    return { rows: rows.map((row) => TriggerRuleView.of(row)), nextCursor };
  }
}
