import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { Membership } from '../persistence/membership.entity.js';
import { Unit } from '../persistence/unit.entity.js';
import { UnitRules } from './unit-rules.js';

const IN_USE = {
  en: 'Units below it: {units}; people in it: {people}. Move them first.',
  'zh-CN': '其下尚有 {units} 个部门、{people} 名成员,请先移出。',
};

/** Takes an empty unit out of use. Its items keep it: whose they were stays true. */
@Injectable()
export class ArchiveUnit {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: UnitRules,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, version: number): Promise<void> {
    await this.transactions.run(async (tx) => {
      const units = await this.rules.lockAll(tx, actor.workspace.id);
      this.rules.pick(units, id, version);
      const below = units.filter(({ parentId, archivedAt }) => parentId === id && archivedAt === null).length;
      const people = await tx.countBy(Membership, { workspaceId: actor.workspace.id, unitId: id });
      if (below + people > 0) throw new DomainError('conflict', { reason: filled(below, people) });
      const archivedAt = this.clock.now();
      await tx.update(Unit, { id }, { archivedAt, version: version + 1 });
      await this.journal.record(tx, actor, {
        type: 'unit.archived',
        subject: { type: 'unit', id },
        changes: { archivedAt: { from: null, to: archivedAt } },
      });
    });
  }
}

function filled(units: number, people: number) {
  const fill = (text: string) => text.replace('{units}', String(units)).replace('{people}', String(people));
  return { en: fill(IN_USE.en), 'zh-CN': fill(IN_USE['zh-CN']) };
}
