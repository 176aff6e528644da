import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, type FieldProblem, notFound, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { Metric } from '../../metrics/index.js';
import { TriggerRule } from '../persistence/trigger-rule.entity.js';
import { TriggerSilence } from '../persistence/trigger-silence.entity.js';

export interface NewSilence {
  /** One rule, all of a metric, or everything when neither is named. */
  readonly ruleId?: string | null;
  readonly metricCode?: string | null;
  readonly reason: string;
  readonly startsAt?: Date | null;
  readonly endsAt: Date;
}

export const SILENCE_NOUN = { en: 'silence', 'zh-CN': '静默' };
const NO_RULE = { en: 'is no rule of this workspace', 'zh-CN': '不是本工作区的规则' };
const NO_METRIC = { en: 'is not in the metric dictionary', 'zh-CN': '指标字典中没有该指标' };
const ONE_OF_THEM = { en: 'has no meaning beside a rule', 'zh-CN': '指定规则时不适用' };
const ENDS_EARLY = { en: 'must be after its start and not past', 'zh-CN': '必须晚于开始时间且不在过去' };
const IN_THE_PAST = { en: 'must not be past: what was opened stays', 'zh-CN': '不能早于现在:已新建的项目不受影响' };

/** Keeps rules from opening items for a while, with a reason and an end. What they judge is kept all the same. */
@Injectable()
export class SilenceRules {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError invalid_fields */
  async run(actor: Actor, input: NewSilence): Promise<TriggerSilence> {
    return this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const startsAt = input.startsAt ?? now;
      refuseFields([...(await problemsOfTarget(tx, actor, input)), ...problemsOfSpan(startsAt, input.endsAt, now)]);
      const { id: workspaceId } = actor.workspace;
      const { ruleId = null, metricCode = null, reason, endsAt } = input;
      const written = { ruleId, metricCode, reason, startsAt, endsAt };
      const silence = tx.create(TriggerSilence, { ...written, id: newId(), workspaceId, createdBy: actor.userId ?? '', createdAt: now, version: 1 }); // prettier-ignore
      await tx.insert(TriggerSilence, silence);
      await this.journal.record(tx, actor, {
        type: 'trigger_silence.started',
        subject: { type: 'trigger_silence', id: silence.id },
        changes: Object.fromEntries(Object.entries(written).map(([field, to]) => [field, { from: null, to }])),
        reason,
      });
      return silence;
    });
  }

  /** Moves the end, also to now: it cannot be taken back for the time it held. @throws DomainError not_found, stale_version, invalid_fields */
  async end(actor: Actor, id: string, version: number, endsAt: Date | null): Promise<TriggerSilence> {
    return this.transactions.run(async (tx) => {
      const where = { id, workspaceId: actor.workspace.id };
      const silence = await tx.findOne(TriggerSilence, { where, lock: { mode: 'pessimistic_write' } });
      if (!silence) throw notFound(SILENCE_NOUN);
      if (silence.version !== version) throw new DomainError('stale_version');
      const now = this.clock.now();
      const until = endsAt ?? now;
      refuseFields(until < now || until < silence.startsAt ? [problem('endsAt', 'ends_early', ENDS_EARLY)] : []);
      await tx.update(TriggerSilence, { id }, { endsAt: until, version: version + 1 });
      await this.journal.record(tx, actor, {
        type: 'trigger_silence.ended',
        subject: { type: 'trigger_silence', id },
        changes: { endsAt: { from: silence.endsAt, to: until } },
      });
      return Object.assign(silence, { endsAt: until, version: version + 1 });
    });
  }
}

async function problemsOfTarget(tx: Tx, actor: Actor, { ruleId, metricCode }: NewSilence): Promise<FieldProblem[]> {
  const workspaceId = actor.workspace.id;
  const noRule = ruleId != null && !(await tx.existsBy(TriggerRule, { id: ruleId, workspaceId }));
  const noMetric = metricCode != null && !(await tx.existsBy(Metric, { code: metricCode, workspaceId }));
  return [
    ...(noRule ? [problem('ruleId', 'no_rule', NO_RULE)] : []),
    ...(noMetric ? [problem('metricCode', 'no_metric', NO_METRIC)] : []),
    ...(ruleId != null && metricCode != null ? [problem('metricCode', 'not_beside_rule', ONE_OF_THEM)] : []),
  ];
}

function problemsOfSpan(startsAt: Date, endsAt: Date, now: Date): FieldProblem[] {
  return [
    ...(startsAt < now ? [problem('startsAt', 'in_past', IN_THE_PAST)] : []),
    ...(endsAt <= startsAt ? [problem('endsAt', 'ends_early', ENDS_EARLY)] : []),
  ];
}

function problem(field: string, code: string, message: FieldProblem['message']): FieldProblem {
  return { field, code, message };
}
