import { Inject } from '@nestjs/common';
import { type FindOptionsWhere, IsNull } from 'typeorm';

import { CLOCK } from '../../../config/index.js';
import { systemActor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { Workspace } from '../../people/index.js';
import { Escalation } from '../persistence/escalation.entity.js';
import { LookAtRounds } from './look-at-rounds.js';
import { type DatedSubjectType, OpenRounds } from './open-rounds.js';

/** Whose events are followed: the ladder's name for the subjects of events. */
const FOLLOWED: Readonly<Record<string, DatedSubjectType>> = {
  task: 'task',
  milestone: 'milestone',
  occurrence: 'recurring_occurrence',
};

const HAS_ROUND = `
  SELECT EXISTS (SELECT 1 FROM escalations WHERE subject_type = $1 AND subject_id = $2 AND ended_at IS NULL) AS concerned`;

const HAS_ROUND_OR_EMERGENCY = `
  SELECT EXISTS (SELECT 1 FROM escalations e WHERE e.item_id = $1 AND e.ended_at IS NULL)
    OR EXISTS (SELECT 1 FROM items i WHERE i.id = $1 AND i.severity = 'P0' AND i.status IN ('active', 'on_hold')) AS concerned`;

/**
 * Whatever happens to a task, a milestone, an item or what comes round: what became late begins to climb, and what climbs already is looked
 * at at once, so that finishing, blocking, holding and giving on stop it. Judged by what holds now, not by the event.
 */
@ReactsTo({ name: 'follow-escalated-work', on: ['*'] })
export class FollowSubjects implements Reaction {
  constructor(
    private readonly transactions: Transactions,
    private readonly open: OpenRounds,
    private readonly rounds: LookAtRounds,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async concerns({ type, payload: { subjectType, subjectId, itemId } }: OutboxEvent): Promise<boolean> {
    const followed = FOLLOWED[subjectType];
    if (followed === undefined && subjectType !== 'item') return false;
    if (isFlag(type)) return true;
    const [sql, values] = itemId === null ? [HAS_ROUND, [followed, subjectId]] : [HAS_ROUND_OR_EMERGENCY, [itemId]];
    const [found] = await this.transactions.reader.query<{ concerned: boolean }[]>(sql, values);
    return found?.concerned ?? false;
  }

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const { id, type, workspaceId, payload, occurredAt } = event;
    const { subjectType, subjectId } = payload;
    // The sweep looks at it within a minute, together with all that became late with it.
    const followed = FOLLOWED[subjectType];
    if (followed && isFlag(type)) return this.open.ofLate(tx, followed, subjectId, occurredAt);
    if (subjectType === 'item') await this.open.ofEmergency(tx, subjectId, occurredAt);
    const workspace = await tx.findOneByOrFail(Workspace, { id: workspaceId });
    const whose: FindOptionsWhere<Escalation> = subjectType === 'item' ? { itemId: subjectId } : { subjectId };
    const where = { ...whose, workspaceId, endedAt: IsNull() };
    const rounds = await tx.find(Escalation, { where, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
    const actor = systemActor(workspace, 'job', `event-${id}`);
    await this.rounds.run(tx, actor, rounds, { now: this.clock.now(), changedAt: occurredAt, lock: 'wait' });
  }
}

function isFlag(type: string): boolean {
  return type === 'task.overdue' || type === 'milestone.overdue' || type === 'occurrence.overdue';
}
