import { AwaitedView, EscalationStandingView, StandsBecauseView } from '../../schedules/index.js';
import type { TaskRow } from '../queries/show-tasks.query.js';

export class TaskView {
  id!: string;
  itemKey!: string;
  cycle!: number;
  title!: string;
  description!: string;
  assigneeId!: string;
  assigneeName!: string | null;
  /** Last day in time, in the zone of who owes it. */
  dueOn!: string;
  originalDueOn!: string;
  /** How often the date was put off. */
  slips!: number;
  status!: string;
  /** Per cent. */
  progress!: number;
  /** Since when the clock stands, because it is blocked, waits for an approval, or the item is on hold. */
  stoppedOn!: string | null;
  /** The approval it waits for; its clock stands until somebody has decided. */
  approvalId!: string | null;
  /** Why the clock stands; empty while it runs. */
  standsBecause!: StandsBecauseView[];
  /** First day late. */
  overdueSince!: string | null;
  /** In the calendar and zone of who owes it; null when it is owed no more. */
  state!: 'upcoming' | 'due_today' | 'overdue' | null;
  /** Working days; 1 on the first day late. */
  overdueDays!: number;
  /** Open tasks and milestones that have to be finished first. */
  waitingFor!: AwaitedView[];
  /** Where it stands on the ladder while it is late; null otherwise. */
  escalation!: EscalationStandingView | null;
  createdAt!: string;
  doneAt!: string | null;
  version!: number;
  /** What the reader may do to it: `tasks.write`, `tasks.report`. */
  permitted!: string[];

  static of(task: TaskRow): TaskView {
    const { id, itemKey, cycle, title, description, assigneeId, assigneeName, dueOn, originalDueOn, slips } = task;
    const { status, progress, stoppedOn, approvalId, overdueSince, state, overdueDays, version } = task;
    return {
      id,
      itemKey,
      cycle,
      title,
      description,
      assigneeId,
      assigneeName,
      dueOn,
      originalDueOn,
      slips,
      status,
      progress,
      stoppedOn,
      approvalId,
      standsBecause: task.standsBecause.map((reason) => StandsBecauseView.of(reason)),
      overdueSince,
      state,
      overdueDays,
      waitingFor: task.waitingFor.map((awaited) => AwaitedView.of(awaited)),
      escalation: EscalationStandingView.of(task.escalation),
      createdAt: task.createdAt.toISOString(),
      doneAt: task.doneAt?.toISOString() ?? null,
      version,
      permitted: [...task.permitted],
    };
  }
}
