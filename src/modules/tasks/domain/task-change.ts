import { DomainError, type FieldProblem } from '../../../kernel/errors/index.js';
import {
  type Deadline,
  deadlineOf,
  type LocalDate,
  movedTo,
  resumed,
  settled,
  stopped,
  unflaggedUnlessLate,
  type WorkingCalendar,
} from '../../../kernel/time/index.js';
import { isOpen, TASK_MOVES, TASK_NOUN, TASK_STATUS_NAMES, type TaskStatus } from './task-words.js';

/** What a change looks at and may alter. */
export interface TaskFacts extends Deadline {
  readonly title: string;
  readonly description: string;
  readonly assigneeId: string;
  readonly status: TaskStatus;
  /** Per cent. */
  readonly progress: number;
  readonly doneAt: Date | null;
  /** The approval it waits for; whoever is done waits for none. */
  readonly approvalId: string | null;
  /** The approvals that hold it up besides. */
  readonly heldUpBy: string[];
}

/** Fields left out stay. */
export interface TaskChange {
  readonly status?: TaskStatus | null;
  readonly progress?: number | null;
  readonly title?: string | null;
  readonly description?: string | null;
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
const ASSIGNEE = { en: 'the assignee or a lead', 'zh-CN': '任务执行人或负责人(组长)' };
const REASON_NEEDED = { en: 'say why the due date moves', 'zh-CN': '调整截止日期须说明原因' };
const REOPENING_REASON_NEEDED = { en: 'say why it is taken up again', 'zh-CN': '重新打开须说明原因' };
const DONE_IS_ALL = { en: 'a task that is done stands at 100', 'zh-CN': '已完成的任务进度应为 100' };

/** @throws DomainError not_yours when the change is not this person's to make */
export function refuseUnlessTheirs(task: TaskFacts, change: TaskChange, by: Reporter): void {
  if (by.leads) return;
  if (by.userId !== task.assigneeId) throw new DomainError('not_yours', { who: ASSIGNEE });
  const { title, description, assigneeId } = change;
  const reopens = !isOpen(task.status) && change.status != null && change.status !== task.status;
  if (reopens || [title, description, assigneeId].some((field) => field != null)) {
    throw new DomainError('not_yours', { who: A_LEAD });
  }
}

/** @throws DomainError illegal_state when the status cannot follow the one it has */
export function refuseIllegalMove(task: TaskFacts, { status }: TaskChange): void {
  if (status == null || status === task.status || TASK_MOVES[task.status].includes(status)) return;
  throw new DomainError('illegal_state', {
    what: TASK_NOUN,
    from: TASK_STATUS_NAMES[task.status],
    to: TASK_STATUS_NAMES[status],
  });
}

/** What is wrong between the fields of a change. A lead owes a reason for putting off alone, an assignee for any move. */
export function problemsIn(task: TaskFacts, change: TaskChange, by: Reporter): FieldProblem[] {
  const { dueOn, reason, progress } = change;
  const status = change.status ?? task.status;
  const problems: FieldProblem[] = [];
  const moves = dueOn != null && (by.leads ? dueOn > task.dueOn : dueOn !== task.dueOn);
  if (moves && !reason) problems.push({ field: 'reason', code: 'reason_needed', message: REASON_NEEDED });
  if (!isOpen(task.status) && status !== task.status && !moves && !reason) {
    problems.push({ field: 'reason', code: 'reason_needed', message: REOPENING_REASON_NEEDED });
  }
  if (status === 'done' && progress != null && progress !== 100) {
    problems.push({ field: 'progress', code: 'done_is_100', message: DONE_IS_ALL });
  }
  return problems;
}

/** The task after a change that was found acceptable; `today` and `calendar` are those of who owes it then. */
export function changed(
  task: TaskFacts,
  change: TaskChange,
  today: LocalDate,
  calendar: WorkingCalendar,
  now: Date,
): TaskFacts {
  const status = change.status ?? task.status;
  return {
    ...deadlineAfter(task, status, change.dueOn ?? null, today, calendar),
    title: change.title ?? task.title,
    description: change.description ?? task.description,
    assigneeId: change.assigneeId ?? task.assigneeId,
    status,
    progress: progressAfter(task, status, change.progress ?? null),
    doneAt: status === 'done' ? (task.doneAt ?? now) : null,
    approvalId: isOpen(status) ? task.approvalId : null,
    heldUpBy: isOpen(status) ? task.heldUpBy : [],
  };
}

function deadlineAfter(
  task: TaskFacts,
  status: TaskStatus,
  dueOn: LocalDate | null,
  today: LocalDate,
  calendar: WorkingCalendar,
): Deadline {
  const before = deadlineOf(task);
  const moved = (deadline: Deadline) => (dueOn === null ? deadline : movedTo(deadline, dueOn));
  if (!isOpen(status)) return settled(moved(before));
  if (status === task.status) return unflaggedUnlessLate(moved(before), today, calendar);
  const stands = status === 'blocked' || task.approvalId !== null || task.heldUpBy.length > 0;
  const onwards = stands ? stopped(before, today) : resumed(before, today, calendar);
  return unflaggedUnlessLate(moved(onwards), today, calendar);
}

function progressAfter(task: TaskFacts, status: TaskStatus, progress: number | null): number {
  if (status === 'done') return 100;
  return progress ?? (task.status === 'done' ? 0 : task.progress);
}
