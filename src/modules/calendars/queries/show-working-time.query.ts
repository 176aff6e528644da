import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Members } from '../../people/index.js';
import { MEMBER_NOUN } from '../domain/calendar-words.js';
import { WorkingTime } from '../persistence/working-time.entity.js';

/** Where and when one person works; version 0 says that nothing differs from the workspace yet. */
@Injectable()
export class ShowWorkingTime {
  constructor(
    private readonly transactions: Transactions,
    private readonly members: Members,
  ) {}

  /** @throws DomainError not_found for somebody who is no member */
  async run(workspace: WorkspaceRef, userId: string, tx: Tx = this.transactions.reader): Promise<WorkingTime> {
    const where = { workspaceId: workspace.id, userId };
    if ((await this.members.strangersAmong(tx, workspace.id, [userId])).length > 0) throw notFound(MEMBER_NOUN);
    const nothing = { ...where, calendarId: null, timeZone: null, weekdays: null, version: 0 };
    return (await tx.findOneBy(WorkingTime, where)) ?? tx.create(WorkingTime, nothing);
  }
}
