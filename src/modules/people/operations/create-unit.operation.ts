import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { Unit } from '../persistence/unit.entity.js';
import { refuseTakenName, type UnitFields, UnitRules } from './unit-rules.js';

/** Adds a department, below another or at the top. */
@Injectable()
export class CreateUnit {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: UnitRules,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the new unit's id */
  async run(actor: Actor, fields: UnitFields): Promise<string> {
    return this.transactions.run(async (tx) => {
      const workspaceId = actor.workspace.id;
      await this.rules.check(tx, actor, await this.rules.lockAll(tx, workspaceId), null, fields);
      const id = newId();
      await tx.insert(Unit, { ...fields, id, workspaceId, createdAt: this.clock.now() }).catch(refuseTakenName);
      await this.journal.record(tx, actor, {
        type: 'unit.created',
        subject: { type: 'unit', id },
        changes: changesBetween({}, fields),
      });
      return id;
    });
  }
}
