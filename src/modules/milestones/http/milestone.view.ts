import { AwaitedView, EscalationStandingView, StandsBecauseView } from '../../schedules/index.js';
import type { MilestoneRow } from '../queries/show-milestones.query.js';

export class MilestoneView {
  id!: string;
  itemKey!: string;
  cycle!: number;
  stage!: string;
  title!: string;
  assigneeId!: string;
  assigneeName!: string | null;
  /** Last day in time, in the zone of who owes it. */
  dueOn!: string;
  originalDueOn!: string;
  /** How often the date was put off. */
  slips!: number;
  status!: string;
  /** Since when the clock stands, because it waits for an approval or the item is on hold. */
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
  reachedAt!: string | null;
  version!: number;
  /** What the reader may do to it: `milestones.write`, `milestones.report`. */
  permitted!: string[];

  static of(milestone: MilestoneRow): MilestoneView {
    const { id, itemKey, cycle, stage, title, assigneeId, assigneeName, dueOn, originalDueOn, slips } = milestone;
    const { status, stoppedOn, approvalId, overdueSince, state, overdueDays, version } = milestone;
    return {
      id,
      itemKey,
      cycle,
      stage,
      title,
      assigneeId,
      assigneeName,
      dueOn,
      originalDueOn,
      slips,
      status,
      stoppedOn,
      approvalId,
      standsBecause: milestone.standsBecause.map((reason) => StandsBecauseView.of(reason)),
      overdueSince,
      state,
      overdueDays,
      waitingFor: milestone.waitingFor.map((awaited) => AwaitedView.of(awaited)),
      escalation: EscalationStandingView.of(milestone.escalation),
      createdAt: milestone.createdAt.toISOString(),
      reachedAt: milestone.reachedAt?.toISOString() ?? null,
      version,
      permitted: [...milestone.permitted],
    };
  }
}
