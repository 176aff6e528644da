import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { type FieldProblem, refuseFields } from '../../../kernel/errors/index.js';
import type { Period } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Metric } from '../../metrics/index.js';
import { contradictionsIn } from '../domain/rule-contradictions.js';
import { type GivenSettings, settingsOf } from '../domain/rule-settings.js';
import type { Condition } from '../domain/rule-words.js';
import { ExpectedValues } from '../queries/expected-values.query.js';
import { TriggerRule } from '../persistence/trigger-rule.entity.js';
import { ChooseChart } from './choose-chart.js';
import { ReckonBaseline } from './reckon-baseline.js';
import type { RuleFields } from './rule-fields.js';

const NO_METRIC = { en: 'is not in the metric dictionary', 'zh-CN': '指标字典中没有该指标' };
const METRIC_NEEDED = { en: 'is needed for {condition}', 'zh-CN': '{condition} 需要指定指标' };
const NO_METRIC_HERE = { en: 'has no meaning for {condition}', 'zh-CN': '对 {condition} 不适用' };
const NO_PARENT = { en: 'is no other rule of this workspace', 'zh-CN': '不是本工作区的其他规则' };
const CIRCLE = { en: 'is itself a child of this rule', 'zh-CN': '该规则本身从属于本规则' };

/** The manual's "2-3 consecutive periods", as the requirements read it (7.5); a chart has its limits for one. */
const COUNTS: Record<Condition, { readonly k: number; readonly m: number }> = {
  worse_than_target: { k: 3, m: 3 },
  worse_than_baseline: { k: 3, m: 3 },
  beyond_control_limits: { k: 3, m: 3 },
  beyond_threshold: { k: 3, m: 3 },
  clear_decline: { k: 2, m: 2 },
  control_chart: { k: 1, m: 1 },
  unusual_for_hour: { k: 1, m: 1 },
  late_data: { k: 1, m: 1 },
  low_coverage: { k: 1, m: 30 },
  feedback_concentration: { k: 1, m: 24 },
};

type Needed = 'name' | 'condition';
/** What is left out, or null, is as the condition has it; the period is the metric's own. */
export type NewRule = Pick<RuleFields, Needed> & {
  readonly [Field in Exclude<keyof RuleFields, Needed | 'settings'>]?: RuleFields[Field] | null;
} & { readonly settings?: GivenSettings | null };

/** A rule that may be made: everything about it fits, and what it compares with is reckoned. */
export interface ComposedRule extends RuleFields, Pick<TriggerRule, 'baseline' | 'calibration'> {}

/** Makes a whole rule of what somebody wrote, for whoever keeps it or only tries it out. */
@Injectable()
export class ComposeRule {
  constructor(
    private readonly reckonBaseline: ReckonBaseline,
    private readonly expectedValues: ExpectedValues,
    private readonly chooseChart: ChooseChart,
  ) {}

  /** @throws DomainError invalid_fields */
  async run(tx: Tx, actor: Actor, input: NewRule): Promise<ComposedRule & { metric: Metric | null }> {
    const { metric, ...fields } = await this.fields(tx, actor, input);
    const reckoned = await this.reckonBaseline.of(tx, actor.workspace, fields);
    return { ...fields, ...reckoned, metric };
  }

  /** The same without what it compares with, for whoever asks what would have been on another day. */
  async fields(tx: Tx, actor: Actor, input: NewRule): Promise<RuleFields & { metric: Metric | null }> {
    const metric = await metricOf(tx, actor, input);
    const charted = { ...input, period: periodOf(input, metric), given: input.settings ?? {} };
    const settings = await this.chooseChart.run(tx, actor.workspace, metric, charted);
    const fields = withDefaults({ ...input, settings }, metric);
    const parents = await problemsOfParent(tx, actor, fields.parentRuleId, null);
    const watched = await this.expectedValues.watched(tx, metric);
    refuseFields([...contradictionsIn(fields, watched, input.settings ?? {}), ...parents]);
    return { ...fields, metric };
  }
}

async function metricOf(tx: Tx, actor: Actor, { metricCode, condition }: NewRule): Promise<Metric | null> {
  const watchesFeedback = condition === 'feedback_concentration';
  const refuse = (code: string, message: FieldProblem['message']) =>
    refuseFields([{ field: 'metricCode', code, message, params: { condition } }]);
  if (watchesFeedback && metricCode != null) refuse('not_for_condition', NO_METRIC_HERE);
  if (watchesFeedback) return null;
  if (metricCode == null) refuse('needed_for_condition', METRIC_NEEDED);
  const metric = await tx.findOneBy(Metric, {
    workspaceId: actor.workspace.id,
    code: (metricCode ?? '').replaceAll('\0', ''),
  });
  if (!metric || metric.archivedAt !== null) refuse('no_metric', NO_METRIC);
  return metric;
}

/** A parent is another rule of the workspace, and no descendant. */
export async function problemsOfParent(
  tx: Tx,
  actor: Actor,
  parentRuleId: string | null,
  ruleId: string | null,
): Promise<FieldProblem[]> {
  const seen = new Set<string | null>([ruleId]);
  for (let id = parentRuleId; id !== null;) {
    if (seen.has(id)) return [{ field: 'parentRuleId', code: 'parent_circle', message: CIRCLE }];
    seen.add(id);
    const parent: TriggerRule | null = await tx.findOneBy(TriggerRule, { id, workspaceId: actor.workspace.id });
    if (!parent) return [{ field: 'parentRuleId', code: 'no_parent', message: NO_PARENT }];
    id = parent.parentRuleId;
  }
  return [];
}

function periodOf({ period }: NewRule, metric: Metric | null): Period {
  return period ?? metric?.period ?? 'hour';
}

function withDefaults(input: NewRule, metric: Metric | null): RuleFields {
  const { name, condition } = input;
  const { k, m } = COUNTS[condition];
  return {
    name,
    metricCode: metric?.code ?? null,
    condition,
    period: periodOf(input, metric),
    percent: input.percent ?? null,
    baselineFrom: input.baselineFrom ?? null,
    baselineTo: input.baselineTo ?? null,
    k: input.k ?? k,
    m: input.m ?? Math.max(m, input.k ?? 0),
    settings: settingsOf(condition, input.settings ?? {}),
    parentRuleId: input.parentRuleId ?? null,
    itemTitle: input.itemTitle ?? null,
    itemType: input.itemType ?? (metric ? 'metric_anomaly' : 'user_feedback'),
    severity: input.severity ?? null,
    impact: input.impact ?? null,
    urgency: input.urgency ?? null,
    enabled: input.enabled ?? true,
  };
}
