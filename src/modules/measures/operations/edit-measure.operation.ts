import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { emptiedFields, refuseFields } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, type FieldChanges, Journal } from '../../audit/index.js';
import { ItemAccess, lockRecord } from '../../items/index.js';
import type { MeasureFields, Risk } from '../domain/measure.js';
import { Measure } from '../persistence/measure.entity.js';
import { unknownCause } from './cause-rule.js';
import { MEASURE } from './measure-kind.js';
import { PlanApprovals } from './plan-approvals.js';

export interface MeasureEdit extends Partial<Omit<MeasureFields, 'risks'>> {
  readonly risks?: readonly { readonly risk: string; readonly mitigation?: string | null }[];
}

const NEEDED = ['causeId', 'title', 'description', 'chosen', 'risks'];

/** Changes what is written about a measure, chooses it or sets it aside. */
@Injectable()
export class EditMeasure {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly approvals: PlanApprovals,
    private readonly journal: Journal,
  ) {}

  async run(actor: Actor, id: string, version: number, edit: MeasureEdit): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { risks, ...rest } = edit;
      const { item, record: measure } = await lockRecord(tx, this.access, actor, MEASURE, { id, version });
      refuseFields([
        ...emptiedFields(edit, NEEDED),
        ...(edit.causeId ? await unknownCause(tx, item, edit.causeId) : []),
      ]);
      const fields: Partial<MeasureFields> = risks ? { ...rest, risks: risks.map(asRisk) } : rest;
      const changes = changesBetween(measure, fields);
      if (Object.keys(changes).length === 0) return;
      const authors = authorsAfter(measure, changes, actor);
      await tx.update(Measure, { id }, { ...fields, authors, version: version + 1 });
      await this.journal.record(tx, actor, {
        type: eventOf(changes),
        subject: { type: 'measure', id },
        itemId: item.id,
        changes,
      });
      if (measure.chosen || fields.chosen) await this.approvals.voidStanding(tx, actor, item);
    });
  }
}

/** Its fields in the order in which jsonb gives them back, so that the same list sent again is no change. */
function asRisk({ risk, mitigation }: { risk: string; mitigation?: string | null }): Risk {
  return { risk, mitigation: mitigation ?? null };
}

/** Who picks among measures wrote none of them; who changes anything else did. */
function authorsAfter({ authors }: Measure, changes: FieldChanges, { userId }: Actor): string[] {
  const wrote = Object.keys(changes).some((field) => field !== 'chosen');
  return wrote && userId !== null && !authors.includes(userId) ? [...authors, userId] : authors;
}

function eventOf({ chosen }: FieldChanges): string {
  if (!chosen) return 'measure.edited';
  return chosen.to === true ? 'measure.chosen' : 'measure.set_aside';
}
