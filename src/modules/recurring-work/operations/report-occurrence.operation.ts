import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, type FieldProblem, notFound, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { may } from '../../people/index.js';
import {
  OCCURRENCE_MOVES,
  OCCURRENCE_NOUN,
  OCCURRENCE_STATUS_NAMES,
  type OccurrenceStatus,
} from '../domain/recurring-words.js';
import { RecurringOccurrence } from '../persistence/recurring-occurrence.entity.js';
import { RuleAccess } from './rule-access.js';

/** Fields left out stay. */
export interface OccurrenceReport {
  readonly status?: 'open' | 'done' | 'skipped' | null;
  readonly result?: string | null;
  readonly ownerId?: string | null;
  readonly reason?: string | null;
}

const ITS_OWNER = { en: 'who owes it, or a lead', 'zh-CN': '责任人或负责人(组长)' };
const A_LEAD = { en: 'a lead', 'zh-CN': '负责人(组长)' };
const REASON_NEEDED = { en: 'say why', 'zh-CN': '请说明原因' };

/** Reports on one date of a rule: done with its result, skipped for a reason; leads take it up again or give it to others. */
@Injectable()
export class ReportOccurrence {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RuleAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, version: number, report: OccurrenceReport): Promise<void> {
    await this.transactions.run(async (tx) => {
      const where = { id, workspaceId: actor.workspace.id };
      const before = await tx.findOne(RecurringOccurrence, { where, lock: { mode: 'pessimistic_write' } });
      if (!before) throw notFound(OCCURRENCE_NOUN);
      if (before.version !== version) throw new DomainError('stale_version');
      refuseUnlessTheirs(before, report, actor);
      refuseIllegalMove(before.status, report.status);
      refuseFields([...problemsIn(before, report), ...(await this.access.problems(tx, actor, report))]);
      const after = { ...reported(before, report), ...this.settlement(before, report, actor) };
      const { settledAt: _at, settledBy: _by, ...told } = after;
      const changes = changesBetween(before, told);
      if (Object.keys(changes).length === 0) return;
      await tx.update(RecurringOccurrence, { id }, { ...after, version: version + 1 });
      await this.journal.record(tx, actor, {
        type: after.status === before.status ? 'occurrence.changed' : `occurrence.${EVENTS[after.status]}`,
        subject: { type: 'occurrence', id },
        changes,
        reason: report.reason ?? null,
        facts: { title: before.title, dueOn: before.dueOn, givenTo: givenTo(before, after) },
      });
    });
  }

  private settlement(before: RecurringOccurrence, { status }: OccurrenceReport, { userId }: Actor) {
    if (status == null || status === before.status) return {};
    return status === 'open'
      ? { settledBy: null, settledAt: null }
      : { settledBy: userId, settledAt: this.clock.now() };
  }
}

const EVENTS: Readonly<Record<OccurrenceStatus, string>> = {
  open: 'reopened',
  done: 'done',
  skipped: 'skipped',
  missed: 'missed',
};

function reported(before: RecurringOccurrence, { status, result, ownerId, reason }: OccurrenceReport) {
  const next = status ?? before.status;
  const isSkipped = next === 'skipped' && before.status !== 'skipped';
  return {
    status: next,
    result: result ?? before.result,
    ownerId: ownerId ?? before.ownerId,
    reason: reason ?? before.reason,
    cause: isSkipped ? ('person' as const) : before.cause,
    overdueSince: next === 'open' ? before.overdueSince : null,
  };
}

/** Who owes it from now on and did not before: it is another's, or was taken up again. */
function givenTo(before: RecurringOccurrence, { status, ownerId }: Pick<RecurringOccurrence, 'status' | 'ownerId'>) {
  const isNew = ownerId !== before.ownerId || before.status !== 'open';
  return status === 'open' && isNew ? ownerId : null;
}

function refuseUnlessTheirs(before: RecurringOccurrence, { status, ownerId }: OccurrenceReport, actor: Actor): void {
  if (may(actor, 'recurring.write', {})) return;
  if (before.ownerId !== actor.userId) throw new DomainError('not_yours', { who: ITS_OWNER });
  if (status === 'open' || ownerId != null) throw new DomainError('not_yours', { who: A_LEAD });
}

function refuseIllegalMove(from: OccurrenceStatus, to: OccurrenceReport['status']): void {
  if (to == null || to === from || OCCURRENCE_MOVES[from].includes(to)) return;
  const [before, after] = [OCCURRENCE_STATUS_NAMES[from], OCCURRENCE_STATUS_NAMES[to]];
  throw new DomainError('illegal_state', { what: OCCURRENCE_NOUN, from: before, to: after });
}

function problemsIn(before: RecurringOccurrence, { status, reason }: OccurrenceReport): FieldProblem[] {
  const isOwedAReason = (status === 'skipped' || status === 'open') && status !== before.status && !reason;
  return isOwedAReason ? [{ field: 'reason', code: 'reason_needed', message: REASON_NEEDED }] : [];
}
