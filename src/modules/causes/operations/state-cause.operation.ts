import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { type FieldProblem, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions, type Tx } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { type Item, ItemAccess } from '../../items/index.js';
import type { AnalysisMethod, CauseFields } from '../domain/cause.js';
import { Cause } from '../persistence/cause.entity.js';
import { unknownSource } from './source-rules.js';

export interface NewCause extends Partial<Pick<CauseFields, 'problemModule' | 'metricPerformance' | 'dataSourceId'>> {
  readonly statement: string;
  readonly parentId?: string | null;
  readonly method: AnalysisMethod;
}

const NO_CAUSE = { en: 'is no cause of this item in this cycle', 'zh-CN': '不是该项目本周期的原因' };

/** States a possible cause, at the root or as the answer to "why?" below another. */
@Injectable()
export class StateCause {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the id of the new cause */
  async run(actor: Actor, key: string, fields: NewCause): Promise<string> {
    return this.transactions.run(async (tx) => {
      const item = await this.access.forWork(tx, actor, key, ['diagnosis']);
      refuseFields([
        ...(await unknownParent(tx, item, fields.parentId)),
        ...(await unknownSource(tx, item, fields.dataSourceId)),
      ]);
      const id = newId();
      await tx.insert(Cause, {
        ...fields,
        id,
        workspaceId: item.workspaceId,
        itemId: item.id,
        cycle: item.cycle,
        hypothesis: fields.statement,
        createdBy: actor.userId,
        createdAt: this.clock.now(),
      });
      await this.journal.record(tx, actor, {
        type: 'cause.stated',
        subject: { type: 'cause', id },
        itemId: item.id,
        changes: changesBetween({}, fields),
      });
      return id;
    });
  }
}

async function unknownParent(
  tx: Tx,
  { id: itemId, cycle }: Item,
  parentId: string | null | undefined,
): Promise<FieldProblem[]> {
  if (!parentId || (await tx.existsBy(Cause, { id: parentId, itemId, cycle }))) return [];
  return [{ field: 'parentId', code: 'no_cause', message: NO_CAUSE }];
}
