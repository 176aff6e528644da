import type { WorkspaceRef } from '../../../../kernel/actor/index.js';
import type { Metric } from '../../../metrics/index.js';
import type { Calibration } from '../../domain/series.js';
import type { RuleTerms } from '../../domain/rule-words.js';
import type { Circumstances } from '../../domain/told-of.js';
import type { ExplainingEvent } from '../../queries/left-out-periods.query.js';

/** A rule as it is explained, saved or not. */
export interface ExplainedRule extends RuleTerms {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly baseline: number | null;
  readonly calibration: Calibration | null;
}

/** What a sentence about a series names beside the points themselves. */
export function circumstancesOf(
  rule: ExplainedRule,
  metric: Metric | null,
  series: string,
  workspace: WorkspaceRef,
  events: readonly ExplainingEvent[],
): Circumstances {
  const {
    id,
    name,
    version,
    baseline,
    calibration,
    period,
    condition,
    percent,
    baselineFrom,
    baselineTo,
    k,
    m,
    settings,
  } = rule;
  const terms = { period, condition, percent, baselineFrom, baselineTo, k, m, settings };
  const about = (metric && aboutOf(metric)) ?? {
    name: series,
    nameZh: null,
    unit: '',
    direction: 'down' as const,
    denominator: null,
    code: null,
    version: null,
  };
  return {
    rule: { id, name, version, baseline, calibration, terms },
    metric: about,
    timeZone: workspace.timeZone,
    events,
  };
}

/** Verdicts keep the definition they were judged by. */
function aboutOf({ name, nameZh, unit, direction, denominator, code, definitionVersion: version }: Metric) {
  return { name, nameZh, unit, direction, denominator, code, version };
}
