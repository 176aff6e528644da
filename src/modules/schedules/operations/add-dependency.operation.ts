import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { ItemAccess } from '../../items/index.js';
import { circleClosedBy, type Link } from '../domain/dependency.js';
import { DEPENDENCY_NOUN, OWED_NOUN } from '../domain/schedule-words.js';
import { Dependency } from '../persistence/dependency.entity.js';
import { ListDependencies } from '../queries/list-dependencies.query.js';
import { OwedRecords, type ScheduledRecord } from '../queries/owed-records.query.js';

export interface NewDependency {
  readonly predecessorId: string;
  readonly successorId: string;
  readonly lagDays?: number | null;
}

/** Lets one task or milestone of an item wait for another. */
@Injectable()
export class AddDependency {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly dependencies: ListDependencies,
    private readonly records: OwedRecords,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @returns the dependency's id
   * @throws DomainError not_found for a record that is none of the item's cycle, already_exists, conflict for a circle
   */
  async run(actor: Actor, key: string, { predecessorId, successorId, lagDays }: NewDependency): Promise<string> {
    return this.transactions.run(async (tx) => {
      // Alone with the item: of two who link two records both ways at once, the second sees what the first did.
      await this.items.forMove(tx, actor, key);
      const item = await this.items.forWork(tx, actor, key);
      const records = await this.records.of(tx, item);
      const [predecessor, successor] = [found(records, predecessorId), found(records, successorId)];
      const standing = await this.dependencies.standing(tx, item);
      refuseTwice(standing, { predecessorId, successorId });
      refuseCircle(records, standing, { predecessorId, successorId });
      const written = { predecessorId, successorId, lagDays: lagDays ?? 0 };
      const { id: itemId, workspaceId, cycle } = item;
      const made = { id: newId(), createdBy: actor.userId, createdAt: this.clock.now() };
      await tx.insert(Dependency, { ...written, ...made, workspaceId, itemId, cycle });
      const named = { predecessor: predecessor.record.title, successor: successor.record.title };
      await this.journal.record(tx, actor, {
        type: 'dependency.added',
        subject: { type: 'dependency', id: made.id },
        itemId,
        changes: changesBetween({}, { ...written, ...named }),
        facts: { itemKey: item.key, title: named.successor },
      });
      return made.id;
    });
  }
}

function found(records: readonly ScheduledRecord[], id: string): ScheduledRecord {
  const record = records.find((each) => each.record.id === id);
  if (!record) throw notFound(OWED_NOUN);
  return record;
}

function refuseTwice(standing: readonly Link[], { predecessorId, successorId }: Omit<Link, 'lagDays'>): void {
  const isThere = standing.some((each) => each.predecessorId === predecessorId && each.successorId === successorId);
  if (isThere) throw new DomainError('already_exists', { what: DEPENDENCY_NOUN });
}

function refuseCircle(
  records: readonly ScheduledRecord[],
  standing: readonly Link[],
  link: Omit<Link, 'lagDays'>,
): void {
  const circle = circleClosedBy(link, standing);
  if (circle === null) return;
  const path = circle.map((id) => `“${found(records, id).record.title}”`).join(' → ');
  throw new DomainError('conflict', {
    reason: {
      en: `Each of these would wait for the next one before it, and so for itself: ${path}.`,
      'zh-CN': `这些工作将互相等待,形成循环:${path}。`,
    },
  });
}
