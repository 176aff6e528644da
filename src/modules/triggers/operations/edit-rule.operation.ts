import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, emptiedFields, notFound, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { Metric } from '../../metrics/index.js';
import { contradictionsIn } from '../domain/rule-contradictions.js';
import { type RuleSettings, settingsOf } from '../domain/rule-settings.js';
import { ExpectedValues } from '../queries/expected-values.query.js';
import { TriggerRule } from '../persistence/trigger-rule.entity.js';
import { TriggerSeries } from '../persistence/trigger-series.entity.js';
import { beginAnew } from './judging/begin-anew.js';
import { ChooseChart } from './choose-chart.js';
import { problemsOfParent } from './compose-rule.js';
import { ReckonBaseline } from './reckon-baseline.js';
import { RULE_NOUN, type RuleEdit } from './rule-fields.js';

const NEVER_NULL = ['name', 'condition', 'k', 'm', 'itemType', 'enabled'];
const RECKONS_ANEW = ['condition', 'baselineFrom', 'baselineTo'];
const NEW_LIMITS: readonly (keyof RuleSettings)[] = ['baselinePeriods', 'limits', 'season', 'chart'];

/**
 * Changes a rule; fields left out stay. The baseline is reckoned anew only when its days or the condition change. A rule
 * that judges by something else begins anew with its series: what it had counted would mean something else.
 */
@Injectable()
export class EditRule {
  constructor(
    private readonly transactions: Transactions,
    private readonly reckonBaseline: ReckonBaseline,
    private readonly chooseChart: ChooseChart,
    private readonly expectedValues: ExpectedValues,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found, stale_version, invalid_fields */
  async run(actor: Actor, id: string, version: number, edit: RuleEdit): Promise<TriggerRule> {
    return this.transactions.run(async (tx) => {
      const rule = await tx.findOne(TriggerRule, {
        where: { id, workspaceId: actor.workspace.id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!rule) throw notFound(RULE_NOUN);
      if (rule.version !== version) throw new DomainError('stale_version');
      refuseFields(emptiedFields(edit, NEVER_NULL));
      const metric = await metricOf(tx, rule);
      const after = await this.edited(tx, actor, rule, metric, edit);
      const changes = changesBetween(rule, after);
      if (Object.keys(changes).length === 0) return rule;
      await this.refuse(tx, actor, rule, metric, after, edit);
      const limits = this.reckons(rule, after, Object.keys(changes))
        ? await this.reckonBaseline.of(tx, actor.workspace, { ...rule, ...after })
        : { baseline: rule.baseline, calibration: rule.calibration };
      const now = this.clock.now();
      const written = { ...after, ...limits, changedAt: now, version: version + 1 };
      await tx.update(TriggerRule, { id }, written as never);
      const series = await tx.find(TriggerSeries, { where: { ruleId: id }, select: { id: true } });
      await beginAnew(tx, series.map((one) => one.id), now, written.settings.limits === 'growing' ? written.calibration : null); // prettier-ignore
      await this.journal.record(tx, actor, {
        type: 'trigger_rule.edited',
        subject: { type: 'trigger_rule', id },
        changes: changesBetween(rule, { ...after, ...limits }),
        facts: { metricCode: rule.metricCode, ruleId: id },
      });
      return Object.assign(rule, written);
    });
  }

  /**
   * Settings left out stay. Under another condition they are its own, but for the segment: what a rule watches stays. A
   * chart that nobody names then is chosen as for a new rule.
   */
  private async edited(
    tx: Tx,
    actor: Actor,
    rule: TriggerRule,
    metric: Metric | null,
    edit: RuleEdit,
  ): Promise<Edited> {
    const { settings, ...fields } = edit;
    const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const condition = edit.condition ?? rule.condition;
    const { period } = rule;
    if (condition === rule.condition && settings?.chart !== null) {
      return { ...rule, ...said, settings: settingsOf(condition, { ...saidIn(rule), ...settings }) };
    }
    const given = { segment: rule.settings.segment, ...settings };
    const charted = await this.chooseChart.run(tx, actor.workspace, metric, { condition, period, given });
    const kept = condition === rule.condition ? saidIn(rule) : {};
    return { ...rule, ...said, settings: settingsOf(condition, { ...kept, ...charted }) };
  }

  private async refuse(
    tx: Tx,
    actor: Actor,
    rule: TriggerRule,
    metric: Metric | null,
    after: Edited,
    edit: RuleEdit,
  ): Promise<void> {
    const { id } = rule;
    const given = { ...(after.condition === rule.condition ? saidIn(rule) : {}), ...edit.settings };
    const parents = await problemsOfParent(tx, actor, after.parentRuleId, id);
    const watched = await this.expectedValues.watched(tx, metric);
    refuseFields([...contradictionsIn({ ...rule, ...after }, watched, given), ...parents]);
  }

  private reckons(rule: TriggerRule, after: Edited, changed: readonly string[]): boolean {
    if (RECKONS_ANEW.some((field) => changed.includes(field))) return true;
    return NEW_LIMITS.some((field) => rule.settings[field] !== after.settings[field]);
  }
}

type Edited = TriggerRule;

/** The metric that the rule watches; null for one that counts feedback. */
async function metricOf(tx: Tx, { workspaceId, metricCode }: TriggerRule): Promise<Metric | null> {
  return metricCode === null ? null : tx.findOneBy(Metric, { workspaceId, code: metricCode });
}

/** Everything that is set: a default that was once filled in stays what it was. */
function saidIn({ settings, condition }: TriggerRule) {
  return settingsOf(condition, settings);
}
