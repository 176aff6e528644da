import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { ItemAccess } from '../../items/index.js';
import { may } from '../../people/index.js';
import { mayBecome, STEP_NOUN, STEP_STATUS_NAMES, type StepStatus } from '../domain/rollout-step.js';
import { RolloutStep } from '../persistence/rollout-step.entity.js';
import { AssigneeRule } from './assignee-rule.js';
import type { NewRolloutStep } from './plan-rollout-step.operation.js';

export interface RolloutStepChange extends Partial<NewRolloutStep> {
  readonly status?: StepStatus;
  readonly reason?: string | null;
}

const PUTTING_OFF_NEEDS_REASON = { en: 'say why the due date moves', 'zh-CN': '调整截止日期须说明原因' };
const REASON_NEEDED = { en: 'dropping a step needs a reason', 'zh-CN': '放弃步骤需要填写原因' };
const ASSIGNEE = { en: 'the assignee or a lead', 'zh-CN': '该步骤的负责人或组长' };
const LEAD = { en: 'a lead', 'zh-CN': '组长' };
const EARLIER_CYCLE = {
  en: 'This belongs to an earlier cycle of the item; it is fixed.',
  'zh-CN': '该记录属于项目的较早循环,不可再改。',
};

/** Replans a step or reports on it. A member reports on the steps that are his; replanning is a lead's. */
@Injectable()
export class ChangeRolloutStep {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly assignees: AssigneeRule,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, version: number, change: RolloutStepChange): Promise<RolloutStep> {
    return this.transactions.run(async (tx) => {
      const { step, replans } = await this.lock(tx, actor, id);
      if (!replans) refuseForeign(actor, step, change);
      if (step.version !== version) throw new DomainError('stale_version');
      const after = outcomeOf(step, change, this.clock.now());
      refuseStatus(step, after);
      refuseSilentSlip(step, after, change.reason);
      if (after.assigneeId !== step.assigneeId) await this.assignees.check(tx, actor, after.assigneeId);
      const changes = changesBetween(step, after);
      if (Object.keys(changes).length === 0) return step;
      await tx.update(RolloutStep, { id }, { ...after, version: step.version + 1 });
      await this.journal.record(tx, actor, {
        type: 'rollout_step.changed',
        subject: { type: 'rollout_step', id },
        itemId: step.itemId,
        changes,
        reason: change.reason ?? null,
        facts: { assigneeId: after.assigneeId, status: after.status },
      });
      return Object.assign(step, after, { version: step.version + 1 });
    });
  }

  private async lock(tx: Tx, actor: Actor, id: string): Promise<{ step: RolloutStep; replans: boolean }> {
    const found = await tx.findOneBy(RolloutStep, { id, workspaceId: actor.workspace.id });
    if (!found) throw notFound(STEP_NOUN);
    const { key } = await this.items.ofRecord(actor, found.itemId, STEP_NOUN, tx);
    const item = await this.items.forWork(tx, actor, key, ['rollout']);
    if (found.cycle !== item.cycle) throw new DomainError('conflict', { reason: EARLIER_CYCLE });
    const step = await tx.findOneOrFail(RolloutStep, { where: { id }, lock: { mode: 'pessimistic_write' } });
    return { step, replans: may(actor, 'rollouts.write', await this.items.relationsTo(actor, item, tx)) };
  }
}

function refuseForeign(actor: Actor, step: RolloutStep, { title, scope, assigneeId, dueOn }: RolloutStepChange): void {
  if (step.assigneeId !== actor.userId) throw new DomainError('not_yours', { who: ASSIGNEE });
  if (title ?? scope ?? assigneeId ?? dueOn) throw new DomainError('not_yours', { who: LEAD });
}

type Outcome = Pick<RolloutStep, 'title' | 'scope' | 'assigneeId' | 'dueOn' | 'status' | 'reason' | 'doneAt'>;

function outcomeOf(step: RolloutStep, change: RolloutStepChange, now: Date): Outcome {
  const status = change.status ?? step.status;
  return {
    title: change.title ?? step.title,
    scope: change.scope ?? step.scope,
    assigneeId: change.assigneeId ?? step.assigneeId,
    dueOn: change.dueOn ?? step.dueOn,
    status,
    reason: status === 'dropped' ? (change.reason ?? step.reason) : null,
    doneAt: status === 'done' ? (step.doneAt ?? now) : null,
  };
}

function refuseStatus(step: RolloutStep, { status, reason }: Outcome): void {
  if (!mayBecome(step.status, status)) {
    const [from, to] = [STEP_STATUS_NAMES[step.status], STEP_STATUS_NAMES[status]];
    throw new DomainError('illegal_state', { what: STEP_NOUN, from, to });
  }
  const unexplained = status === 'dropped' && !reason;
  refuseFields(unexplained ? [{ field: 'reason', code: 'reason_needed', message: REASON_NEEDED }] : []);
}

/** E-05: a date is put off for a reason. */
function refuseSilentSlip(step: RolloutStep, { dueOn }: Outcome, reason: string | null | undefined): void {
  const isSilent = dueOn > step.dueOn && !reason;
  refuseFields(isSilent ? [{ field: 'reason', code: 'reason_needed', message: PUTTING_OFF_NEEDS_REASON }] : []);
}
