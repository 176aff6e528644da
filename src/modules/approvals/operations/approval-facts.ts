import type { OwedAtHand } from '../../schedules/index.js';
import type { Approval } from '../persistence/approval.entity.js';

/** What those who react to an approval's events need to know, so that they need not look it up. */
export function approvalFacts({ approverId, requestedBy }: Approval, { kind, record, item }: OwedAtHand) {
  const { itemKey, title, assigneeId, dueOn } = record;
  return {
    kind,
    recordId: record.id,
    itemKey,
    title,
    assigneeId,
    dueOn,
    approverId,
    requestedBy,
    ownerId: item.ownerId,
  };
}
