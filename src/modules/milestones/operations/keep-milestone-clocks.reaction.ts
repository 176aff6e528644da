import { systemActor } from '../../../kernel/actor/index.js';
import { localDateAt, wentOnAt } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { ownTime, WorkingTimes } from '../../calendars/index.js';
import { deadlineBelow, Item } from '../../items/index.js';
import { Workspace } from '../../people/index.js';
import { Milestone } from '../persistence/milestone.entity.js';
import { milestoneFacts } from './milestone-facts.js';

/** E-06: the clocks of planned milestones stop and go on with their item. Judged by the item's state, not by the event's order. */
@ReactsTo({ name: 'keep-milestone-clocks', on: ['item.stage_advanced'] })
export class KeepMilestoneClocks implements Reaction {
  constructor(
    private readonly workingTimes: WorkingTimes,
    private readonly journal: Journal,
  ) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const item = await tx.findOne(Item, {
      where: { id: event.payload.subjectId },
      lock: { mode: 'pessimistic_read' },
    });
    if (!item) return;
    const workspace = await tx.findOneByOrFail(Workspace, { id: item.workspaceId });
    const actor = systemActor(workspace, 'job', `event-${event.id}`);
    const open = await tx.find(Milestone, {
      where: { itemId: item.id, status: 'planned' },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const assignees = open.map(({ assigneeId }) => assigneeId);
    const times = await this.workingTimes.ofAll(workspace, assignees, tx);
    for (const milestone of open) {
      const { zone, calendar } = ownTime(times, milestone.assigneeId);
      const today = localDateAt(event.occurredAt, zone);
      const after = deadlineBelow(item, milestone, milestone.approvalId !== null, today, calendar);
      const changes = changesBetween(milestone, after);
      if (Object.keys(changes).length === 0) continue;
      const onAt = wentOnAt(milestone, after, event.occurredAt);
      await tx.update(Milestone, { id: milestone.id }, { ...after, wentOnAt: onAt, version: milestone.version + 1 });
      await this.journal.record(tx, actor, {
        type: after.stoppedOn === null ? 'milestone.clock_resumed' : 'milestone.clock_stopped',
        subject: { type: 'milestone', id: milestone.id },
        itemId: item.id,
        changes,
        facts: milestoneFacts({ ...milestone, ...after }, item.ownerId),
      });
    }
  }
}
