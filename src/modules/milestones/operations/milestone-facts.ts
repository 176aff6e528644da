import type { Milestone } from '../persistence/milestone.entity.js';

/** What those who react to a milestone's events need to know, so that they need not look it up. */
export function milestoneFacts(
  { itemKey, stage, title, assigneeId, dueOn }: Pick<Milestone, 'itemKey' | 'stage' | 'title' | 'assigneeId' | 'dueOn'>,
  ownerId: string | null,
) {
  return { itemKey, stage, title, assigneeId, dueOn, ownerId };
}
