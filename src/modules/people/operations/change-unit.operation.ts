import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { emptiedFields, refuseFields } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { Unit } from '../persistence/unit.entity.js';
import { refuseTakenName, type UnitFields, UnitRules } from './unit-rules.js';

export type UnitChange = { readonly [Field in keyof UnitFields]?: UnitFields[Field] | null };

/** Renames a unit, puts it below another, or gives it another head; fields left out stay. */
@Injectable()
export class ChangeUnit {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: UnitRules,
    private readonly journal: Journal,
  ) {}

  async run(actor: Actor, id: string, version: number, change: UnitChange): Promise<void> {
    await this.transactions.run(async (tx) => {
      const units = await this.rules.lockAll(tx, actor.workspace.id);
      const unit = this.rules.pick(units, id, version);
      refuseFields(emptiedFields(change, ['name']));
      const after = {
        name: change.name ?? unit.name,
        parentId: change.parentId === undefined ? unit.parentId : change.parentId,
        headId: change.headId === undefined ? unit.headId : change.headId,
      };
      const changes = changesBetween(unit, after);
      if (Object.keys(changes).length === 0) return;
      await this.rules.check(tx, actor, units, id, after);
      await tx.update(Unit, { id }, { ...after, version: version + 1 }).catch(refuseTakenName);
      await this.journal.record(tx, actor, { type: 'unit.changed', subject: { type: 'unit', id }, changes });
    });
  }
}
