import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { type Clock, localDateAt } from '../../../kernel/time/index.js';
import { insertRow, newId, Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import type { ItemFields } from '../domain/item-fields.js';
import { Evidence } from '../persistence/evidence.entity.js';
import { Item } from '../persistence/item.entity.js';
import { FieldRules } from './field-rules.js';
import { KeySequence } from './key-sequence.js';

export interface NewEvidence {
  readonly statement: string;
  readonly source?: string | null;
  readonly figures?: unknown;
}

export interface NewItem extends Partial<ItemFields> {
  readonly title: string;
  readonly type: Item['type'];
  readonly evidence?: NewEvidence | null;
  readonly confidential?: boolean | null;
  /** Set when a rule opens it. */
  readonly triggerRuleId?: string;
  readonly triggerSeries?: string;
}

/** Opens an item in stage `trigger`, with its evidence when there is some. */
@Injectable()
export class OpenItem {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: FieldRules,
    private readonly keys: KeySequence,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, input: NewItem): Promise<Item> {
    return this.transactions.run((tx) => this.runWithin(tx, actor, input));
  }

  async runWithin(tx: Tx, actor: Actor, { evidence, confidential, ...input }: NewItem): Promise<Item> {
    const written = { ...input, ...(confidential ? hiddenFor(actor, input) : {}) };
    const fields = { ...written, ...(await this.rules.unitOfOwner(tx, actor, written)) };
    await this.rules.check(tx, actor, fields);
    const now = this.clock.now();
    const month = localDateAt(now, actor.workspace.timeZone).slice(0, 7).replace('-', '');
    const key = await this.keys.next(tx, actor.workspace.id, `CI-${month}`, 3);
    const item = await insertRow(tx, Item, {
      ...fields,
      id: newId(),
      workspaceId: actor.workspace.id,
      key,
      classifiedBy: fields.classification ? actor.userId : null,
      createdBy: actor.userId,
      createdAt: now,
      changedAt: now,
    });
    if (evidence) await insertEvidence(tx, actor, item, evidence, now);
    await this.journal.record(tx, actor, {
      type: 'item.opened',
      subject: { type: 'item', id: item.id },
      itemId: item.id,
      changes: Object.fromEntries(
        Object.entries({ key, ...fields }).map(([field, to]) => [field, { from: null, to: to ?? null }]),
      ),
      facts: { key, title: item.title, ownerId: item.ownerId, triggerRuleId: item.triggerRuleId },
    });
    return item;
  }
}

/** Whoever opens a confidential item for nobody in particular owns it, or he would lose sight of it at once. */
function hiddenFor({ userId }: Actor, { ownerId }: Partial<ItemFields>) {
  return { confidential: true, ownerId: ownerId ?? userId };
}

/** Adds a piece of evidence to an item of this cycle. */
export async function insertEvidence(
  tx: Tx,
  actor: Actor,
  item: Item,
  evidence: NewEvidence,
  now: Date,
): Promise<Evidence> {
  const row = tx.create(Evidence, {
    id: newId(),
    workspaceId: item.workspaceId,
    itemId: item.id,
    cycle: item.cycle,
    statement: evidence.statement,
    source: evidence.source ?? null,
    figures: evidence.figures ?? null,
    recordedBy: actor.userId,
    recordedAt: now,
  });
  await tx.insert(Evidence, row as never);
  return row;
}
