import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { emptiedFields, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { ItemAccess, lockRecord } from '../../items/index.js';
import { type CauseFields, type CauseState, verdictProblems } from '../domain/cause.js';
import { Cause } from '../persistence/cause.entity.js';
import { CAUSE } from './record-kinds.js';
import { unknownSource } from './source-rules.js';

export interface CauseEdit extends Partial<CauseFields> {
  readonly reason?: string | null;
}

const JUDGED: Readonly<Record<CauseState, string>> = {
  hypothesis: 'cause.reopened',
  confirmed: 'cause.confirmed',
  rejected: 'cause.rejected',
};

/** Changes what is written about a cause, tests it, or passes the verdict. */
@Injectable()
export class EditCause {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, version: number, { reason, ...fields }: CauseEdit): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { item, record: cause } = await lockRecord(tx, this.access, actor, CAUSE, { id, version });
      const changes = changesBetween(cause, fields);
      if (Object.keys(changes).length === 0) return;
      const after = { ...cause, ...fields };
      refuseFields([
        ...emptiedFields(fields, ['statement', 'state']),
        ...verdictProblems(cause, after, reason),
        ...('dataSourceId' in changes ? await unknownSource(tx, item, fields.dataSourceId) : []),
      ]);
      const judged = 'state' in changes ? this.verdict(actor, after.state) : {};
      await tx.update(Cause, { id }, { ...fields, ...judged, version: version + 1 });
      await this.journal.record(tx, actor, {
        type: 'state' in changes ? JUDGED[after.state] : 'cause.edited',
        subject: { type: 'cause', id },
        itemId: item.id,
        changes,
        reason: reason ?? null,
      });
    });
  }

  private verdict(actor: Actor, state: CauseState): Pick<Cause, 'decidedBy' | 'decidedAt'> {
    return state === 'hypothesis'
      ? { decidedBy: null, decidedAt: null }
      : { decidedBy: actor.userId, decidedAt: this.clock.now() };
  }
}
