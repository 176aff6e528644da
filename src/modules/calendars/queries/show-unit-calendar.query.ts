import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Units } from '../../people/index.js';
import { UnitCalendar } from '../persistence/unit-calendar.entity.js';

/** By which calendar a department works; version 0 says that nobody has said so yet. */
@Injectable()
export class ShowUnitCalendar {
  constructor(
    private readonly transactions: Transactions,
    private readonly units: Units,
  ) {}

  /** @throws DomainError not_found */
  async run(actor: Actor, unitId: string, tx: Tx = this.transactions.reader): Promise<UnitCalendar> {
    await this.units.one(actor, unitId);
    const where = { workspaceId: actor.workspace.id, unitId };
    return (
      (await tx.findOneBy(UnitCalendar, where)) ?? tx.create(UnitCalendar, { ...where, calendarId: null, version: 0 })
    );
  }
}
