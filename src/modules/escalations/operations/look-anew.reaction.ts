import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { CALENDAR_EVENTS } from '../../items/index.js';

const PEOPLE_EVENTS = [
  'member.placed',
  'member.deactivated',
  'member.reactivated',
  'member.handed_over',
  'unit.created',
  'unit.changed',
  'unit.archived',
  'unit.handed_over',
];

/** Lets the next run look at all open rounds of a workspace: who stands on their steps, or when these are due, may differ. */
export async function lookAnew(tx: Tx, workspaceId: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE escalations SET look_at = $2
     WHERE workspace_id = $1 AND ended_at IS NULL AND stands_since IS NULL AND (look_at IS NULL OR look_at > $2)`,
    [workspaceId, at],
  );
}

/** A holiday, an absence, another department or head: each may move a step, or put somebody else on it. */
@ReactsTo({ name: 'look-at-escalations-anew', on: [...CALENDAR_EVENTS, ...PEOPLE_EVENTS] })
export class LookAnew implements Reaction {
  async react({ workspaceId, occurredAt }: OutboxEvent, tx: Tx): Promise<void> {
    await lookAnew(tx, workspaceId, occurredAt);
  }
}
