import { DomainError, type FieldProblem } from '../../../kernel/errors/index.js';
import {
  type Deadline,
  deadlineOf,
  type LocalDate,
  movedTo,
  settled,
  unflaggedUnlessLate,
  type WorkingCalendar,
} from '../../../kernel/time/index.js';
import { MILESTONE_MOVES, MILESTONE_NOUN, MILESTONE_STATUS_NAMES, type MilestoneStatus } from './milestone-words.js';

/** What a change looks at and may alter. */
export interface MilestoneFacts extends Deadline {
  readonly title: string;
  readonly assigneeId: string;
  readonly status: MilestoneStatus;
  readonly reachedAt: Date | null;
  /** The approval it waits for; what is planned no more waits for none. */
  readonly approvalId: string | null;
  /** The approvals that hold it up besides. */
  readonly heldUpBy: string[];
}

/** Fields left out stay. */
export interface MilestoneChange {
  readonly status?: MilestoneStatus | null;
  readonly title?: string | null;
  readonly assigneeId?: string | null;
  readonly dueOn?: LocalDate | null;
  readonly reason?: string | null;
}

/** Who changes it: leads may change everything, others report on what is theirs. */
export interface Reporter {
  readonly userId: string | null;
  readonly leads: boolean;
}

const A_LEAD = { en: 'a lead', 'zh-CN': '负责人(组长)' };
const ASSIGNEE = { en: 'the assignee or a lead', 'zh-CN': '里程碑责任人或负责人(组长)' };
const REASON_NEEDED = { en: 'say why the due date moves', 'zh-CN': '调整截止日期须说明原因' };
const REPLANNING_REASON_NEEDED = { en: 'say why it is planned again', 'zh-CN': '重新列入计划须说明原因' };

/** Planning anew and dropping change the plan, which is the leads'. */
const LEADS_ONLY: readonly MilestoneStatus[] = ['planned', 'dropped'];

/** @throws DomainError not_yours when the change is not this person's to make */
export function refuseUnlessTheirs(milestone: MilestoneFacts, change: MilestoneChange, by: Reporter): void {
  if (by.leads) return;
  if (by.userId !== milestone.assigneeId) throw new DomainError('not_yours', { who: ASSIGNEE });
  const { status, title, assigneeId } = change;
  const replans = status != null && status !== milestone.status && LEADS_ONLY.includes(status);
  if (replans || title != null || assigneeId != null) throw new DomainError('not_yours', { who: A_LEAD });
}

/** @throws DomainError illegal_state when the status cannot follow the one it has */
export function refuseIllegalMove(milestone: MilestoneFacts, { status }: MilestoneChange): void {
  if (status == null || status === milestone.status || MILESTONE_MOVES[milestone.status].includes(status)) return;
  throw new DomainError('illegal_state', {
    what: MILESTONE_NOUN,
    from: MILESTONE_STATUS_NAMES[milestone.status],
    to: MILESTONE_STATUS_NAMES[status],
  });
}

/** What is wrong between the fields of a change. A lead owes a reason for putting off alone, an assignee for any move. */
export function problemsIn(milestone: MilestoneFacts, change: MilestoneChange, by: Reporter): FieldProblem[] {
  const { dueOn, reason, status } = change;
  if (reason) return [];
  const moves = dueOn != null && (by.leads ? dueOn > milestone.dueOn : dueOn !== milestone.dueOn);
  if (moves) return [{ field: 'reason', code: 'reason_needed', message: REASON_NEEDED }];
  const replans = status === 'planned' && milestone.status !== 'planned';
  return replans ? [{ field: 'reason', code: 'reason_needed', message: REPLANNING_REASON_NEEDED }] : [];
}

/** The milestone after a change that was found acceptable; `today` and `calendar` are those of who owes it then. */
export function changed(
  milestone: MilestoneFacts,
  change: MilestoneChange,
  today: LocalDate,
  calendar: WorkingCalendar,
  now: Date,
): MilestoneFacts {
  const status = change.status ?? milestone.status;
  const before = deadlineOf(milestone);
  const moved = change.dueOn == null ? before : movedTo(before, change.dueOn);
  return {
    ...(status === 'planned' ? unflaggedUnlessLate(moved, today, calendar) : settled(moved)),
    title: change.title ?? milestone.title,
    assigneeId: change.assigneeId ?? milestone.assigneeId,
    status,
    reachedAt: status === 'reached' ? (milestone.reachedAt ?? now) : null,
    approvalId: status === 'planned' ? milestone.approvalId : null,
    heldUpBy: status === 'planned' ? milestone.heldUpBy : [],
  };
}
