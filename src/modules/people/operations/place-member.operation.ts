import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound, refuseFields } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { Membership } from '../persistence/membership.entity.js';
import { MEMBER_NOUN } from '../queries/members.query.js';
import { Units } from '../queries/units.query.js';

const NO_UNIT = { en: 'is no unit of this workspace in use', 'zh-CN': '不是本工作区在用的部门' };

/** Says to which unit a person belongs; to one, or to none. */
@Injectable()
export class PlaceMember {
  constructor(
    private readonly transactions: Transactions,
    private readonly units: Units,
    private readonly journal: Journal,
  ) {}

  async run(actor: Actor, userId: string, unitId: string | null): Promise<void> {
    await this.transactions.run(async (tx) => {
      const where = { workspaceId: actor.workspace.id, userId };
      const member = await tx.findOne(Membership, { where, lock: { mode: 'pessimistic_write' } });
      if (!member) throw notFound(MEMBER_NOUN);
      const isKnown = unitId === null || (await this.units.exists(tx, actor.workspace.id, unitId));
      refuseFields(isKnown ? [] : [{ field: 'unitId', code: 'no_unit', message: NO_UNIT }]);
      if (member.unitId === unitId) return;
      await tx.update(Membership, where, { unitId });
      await this.journal.record(tx, actor, {
        type: 'member.placed',
        subject: { type: 'member', id: userId },
        changes: { unitId: { from: member.unitId, to: unitId } },
      });
    });
  }
}
