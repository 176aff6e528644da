import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../../config/index.js';
import type { Actor } from '../../../../kernel/actor/index.js';
import { refuseFields } from '../../../../kernel/errors/index.js';
import { addDays, type Clock, localDateAt, startOfLocalDate } from '../../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../../platform/database/index.js';
import { Metric } from '../../../metrics/index.js';
import { settingsOf } from '../../domain/rule-settings.js';
import type { TriggerRule } from '../../persistence/trigger-rule.entity.js';
import { ComposeRule, type NewRule } from '../compose-rule.js';
import { type Trial, type Tried, TryOnHistory } from './try-on-history.js';

/** First and last local day of the history to try a rule on; the last year when left out. */
export interface BackTestSpan {
  readonly from?: string | null;
  readonly to?: string | null;
}

export interface BackTestResult extends Tried {
  readonly from: string;
  readonly to: string;
}

const A_YEAR = 364;
const BACKWARDS = { en: 'must not be before from', 'zh-CN': '不能早于 from' };
const AHEAD = { en: 'must not lie in the future', 'zh-CN': '不能晚于今天' };
const FEEDBACK = { en: 'cannot be tried on history', 'zh-CN': '不支持回测' };

/** Says what a rule would have opened, by the live job's own code, before it is switched on (N-02). Changes nothing. */
@Injectable()
export class BackTestRule {
  constructor(
    private readonly transactions: Transactions,
    private readonly composeRule: ComposeRule,
    private readonly tryOnHistory: TryOnHistory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A rule that nobody has saved. @throws DomainError invalid_fields */
  async unsaved(actor: Actor, input: NewRule, span: BackTestSpan): Promise<BackTestResult> {
    return this.transactions.run(async (tx) => {
      const { metric, ...rule } = await this.composeRule.fields(tx, actor, input);
      return this.on(tx, actor, { ...rule, id: '', version: 0 }, metric, span);
    });
  }

  /** @throws DomainError invalid_fields */
  async saved(actor: Actor, rule: TriggerRule, span: BackTestSpan): Promise<BackTestResult> {
    return this.transactions.run(async (tx) => {
      const code = rule.metricCode;
      const metric = code === null ? null : await tx.findOneBy(Metric, { workspaceId: rule.workspaceId, code });
      const settings = settingsOf(rule.condition, rule.settings);
      return this.on(tx, actor, { ...rule, settings } as Trial['rule'], metric, span);
    });
  }

  private async on(
    tx: Tx,
    actor: Actor,
    rule: Trial['rule'],
    metric: Metric | null,
    span: BackTestSpan,
  ): Promise<BackTestResult> {
    if (!metric) refuseFields([{ field: 'condition', code: 'no_history', message: FEEDBACK }]);
    const { timeZone } = actor.workspace;
    const now = this.clock.now();
    const to = span.to ?? localDateAt(now, timeZone);
    const from = span.from ?? addDays(to, -A_YEAR);
    refuseFields([
      ...(to < from ? [{ field: 'to', code: 'ends_before_it_begins', message: BACKWARDS }] : []),
      ...(to > localDateAt(now, timeZone) ? [{ field: 'to', code: 'in_future', message: AHEAD }] : []),
    ]);
    const dayAfter = startOfLocalDate(addDays(to, 1), timeZone);
    const end = dayAfter < now ? dayAfter : now;
    const trial: Trial = {
      rule,
      metric: metric as Metric,
      workspace: actor.workspace,
      from: startOfLocalDate(from, timeZone),
      end,
    };
    return { from, to, ...(await this.tryOnHistory.run(tx, trial)) };
  }
}
