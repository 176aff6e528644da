/** Moves of the item, each of which may let every clock below it stand or go on. */
export const ALWAYS: readonly string[] = ['item.stage_advanced'];

/** After which an item may wait for an approval for which it did not wait before, or no longer. */
export const IF_CHANGED: readonly string[] = [
  ...['waiver.requested', 'waiver.approved', 'waiver.refused'],
  ...['measure.proposed', 'measure.edited', 'measure.chosen', 'measure.set_aside'],
  ...['plan.approved', 'plan.approval_voided'],
  ...['review.written', 'review.signed_off'],
  ...['sop.drafted', 'sop.edited', 'sop.approved'],
];

/** After which an approval that is awaited already may hold up other records: which there are, whose, in what order. */
export const IF_AWAITED: readonly string[] = [
  ...['dependency.added', 'dependency.removed'],
  ...['task', 'milestone'].flatMap((noun) =>
    ['created', 'changed', 'assigned', 'handed_over', 'approval_awaited', 'approval_settled'].map(
      (what) => `${noun}.${what}`,
    ),
  ),
  ...['approval.handed_over', 'item.edited', 'item.handed_over'],
];
