import type { RolloutStepRow } from '../queries/list-rollout-steps.query.js';

export class RolloutStepView {
  id!: string;
  cycle!: number;
  title!: string;
  /** Who gets it. */
  scope!: string;
  assigneeId!: string;
  dueOn!: string;
  /** planned, done or dropped. */
  status!: string;
  /** Why it was dropped. */
  reason!: string | null;
  doneAt!: string | null;
  createdBy!: string | null;
  createdAt!: string;
  version!: number;
  /** What the reader may do to it: `rollouts.write`, `rollouts.report`. */
  permitted!: string[];

  static of(step: RolloutStepRow): RolloutStepView {
    const { id, cycle, title, scope, assigneeId, dueOn, status, reason, createdBy, version } = step;
    return {
      id,
      cycle,
      title,
      scope,
      assigneeId,
      dueOn,
      status,
      reason,
      doneAt: step.doneAt?.toISOString() ?? null,
      createdBy,
      createdAt: step.createdAt.toISOString(),
      version,
      permitted: [...step.permitted],
    };
  }
}
