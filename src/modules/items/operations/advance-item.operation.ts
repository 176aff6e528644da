import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import { isOffered } from '../../../kernel/lifecycle/index.js';
import { type Clock, localDateAt } from '../../../kernel/time/index.js';
import { Transactions, type Tx, violatesUnique } from '../../../platform/database/index.js';
import { changesBetween, type FieldChanges, Journal } from '../../audit/index.js';
import { type GivenSignature, type ReadySignature, Sign } from '../../signatures/index.js';
import { type GateName, ITEM_LIFECYCLE, type ItemMove, type TransitionName } from '../domain/item-lifecycle.js';
import { type DismissalKind, STAGE_NAMES, STATUS_NAMES } from '../domain/item-words.js';
import { GateRegistry } from '../gates/gate-registry.js';
import { Item } from '../persistence/item.entity.js';
import { ItemAccess } from './item-access.js';
import { touchItem } from './touch-item.js';
import { WaiversInForce } from './waivers-in-force.js';

export interface Advance {
  readonly name: TransitionName;
  readonly reason?: string | null;
  readonly dismissal?: { readonly kind: DismissalKind; readonly duplicateOf?: string | null } | null;
  /** Gates whose approved waiver is to be used. */
  readonly waivers?: readonly GateName[] | null;
  /** What the caller read, if he says so. */
  readonly version?: number;
  readonly signature?: GivenSignature | null;
}

/** Moves an item. The only place in the product where a stage or status changes (L-19). */
@Injectable()
export class AdvanceItem {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly gates: GateRegistry,
    private readonly waiversInForce: WaiversInForce,
    private readonly journal: Journal,
    private readonly sign: Sign,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, key: string, advance: Advance): Promise<Item> {
    const { needsSignature = false } = ITEM_LIFECYCLE.moves[advance.name];
    refuseFields(advance.signature && !needsSignature ? [NOT_SIGNED] : []);
    const signature = await this.sign.prepare(actor, advance.signature);
    return this.transactions.run((tx) => this.runWithin(tx, actor, key, advance, signature));
  }

  /** The same inside a transaction that does more: the watch reopens an item and strikes its benefit together. */
  async runWithin(
    tx: Tx,
    actor: Actor,
    key: string,
    advance: Advance,
    signature: ReadySignature | null = null,
  ): Promise<Item> {
    const move: ItemMove = ITEM_LIFECYCLE.moves[advance.name];
    refuseRole(move, actor);
    refuseWithoutReason(move, advance);
    const item = await this.access.forMove(tx, actor, key);
    if (advance.version !== undefined && advance.version !== item.version) throw new DomainError('stale_version');
    refuseIllegal(move, item, advance.name);
    await this.refuseUnmet(tx, actor, item, move, advance);
    const before = { ...item };
    await this.move(tx, item, move, advance);
    const signed = move.needsSignature ? await this.putSignature(tx, actor, item, advance, signature) : {};
    await this.record(tx, actor, before, item, advance, signed);
    // What holds together with the move may have moved its finish.
    return Object.assign(item, await tx.findOneByOrFail(Item, { id: item.id }));
  }

  private async refuseUnmet(tx: Tx, actor: Actor, item: Item, move: ItemMove, advance: Advance): Promise<void> {
    const now = this.clock.now();
    const today = localDateAt(now, actor.workspace.timeZone);
    const waived = await this.waiversInForce.among(tx, item, advance.waivers ?? [], today);
    const asked = move.gates.filter((gate) => !waived.includes(gate));
    const question = { item, actor, workspaceId: item.workspaceId, now, today, dismissal: advance.dismissal };
    const blockers = await this.gates.blockers(asked, question, tx);
    if (blockers.length > 0) {
      throw new DomainError('gates_unmet', { transition: advance.name, count: blockers.length }, { blockers });
    }
  }

  private async move(tx: Tx, item: Item, move: ItemMove, advance: Advance): Promise<void> {
    const now = this.clock.now();
    await touchItem(tx, item, outcomeOf(item, move, advance, now), now).catch(refuseSecondLiveItem);
  }

  /** Under the item as it stands after the move, with the waivers that let it pass. */
  private putSignature(
    tx: Tx,
    actor: Actor,
    item: Item,
    { name, waivers }: Advance,
    signature: ReadySignature | null,
  ): Promise<FieldChanges> {
    return this.sign.put(tx, actor, signature, {
      action: `item.${name}`,
      subject: { type: 'item', id: item.id },
      item,
      content: { transition: name, waivers: waivers ?? [], item },
    });
  }

  private async record(
    tx: Tx,
    actor: Actor,
    before: Item,
    item: Item,
    advance: Advance,
    signed: FieldChanges,
  ): Promise<void> {
    const { stage: from } = before;
    const { stage: to, status, cycle, loop, ownerId } = item;
    const names = { stageName: STAGE_NAMES[to], statusName: STATUS_NAMES[status] };
    await this.journal.record(tx, actor, {
      type: 'item.stage_advanced',
      subject: { type: 'item', id: item.id },
      itemId: item.id,
      changes: { transition: { from: null, to: advance.name }, ...movedFields(before, item, advance), ...signed },
      reason: advance.reason ?? null,
      facts: {
        key: item.key,
        title: item.title,
        ownerId,
        transition: advance.name,
        from,
        to,
        status,
        cycle,
        loop,
        ...names,
      },
    });
  }
}

const NOT_SIGNED = {
  field: 'signature',
  code: 'not_signed',
  message: { en: 'this transition is not signed', 'zh-CN': '此操作无需签署' },
};

const RULE_HAS_AN_ITEM = {
  en: 'The rule that opened this item has another open item by now.',
  'zh-CN': '触发该项目的规则已另有一个进行中的项目。',
};

/** One live item a rule (E-09): the database says so, whoever brings an ended one back. */
function refuseSecondLiveItem(error: unknown): never {
  if (violatesUnique(error, 'items_live_of_rule')) throw new DomainError('conflict', { reason: RULE_HAS_AN_ITEM });
  throw error;
}

function refuseRole(move: ItemMove, actor: Actor): void {
  if (!(move.by as readonly string[]).includes(actor.role)) throw new DomainError('forbidden', { role: actor.role });
}

function refuseWithoutReason(move: ItemMove, { reason }: Advance): void {
  if (!move.needsReason || reason?.trim()) return;
  const message = { en: 'this transition needs a reason', 'zh-CN': '此操作需要填写原因' };
  throw new DomainError(
    'invalid_fields',
    { count: 1 },
    { fields: [{ field: 'reason', code: 'reason_needed', message }] },
  );
}

function refuseIllegal(move: ItemMove, item: Item, transition: TransitionName): void {
  if (isOffered(move, item, ITEM_LIFECYCLE.activeStatus)) return;
  throw new DomainError('illegal_transition', {
    transition,
    stage: STAGE_NAMES[item.stage],
    status: STATUS_NAMES[item.status],
  });
}

function outcomeOf(item: Item, move: ItemMove, { dismissal }: Advance, now: Date): Partial<Item> {
  return {
    stage: move.to === 'same' ? item.stage : move.to,
    status: move.becomes ?? item.status,
    cycle: item.cycle + (move.counts === 'cycle' ? 1 : 0),
    loop: item.loop + (move.counts === 'loop' ? 1 : 0),
    wentOnAt: item.status === 'on_hold' && move.becomes === 'active' ? now : item.wentOnAt,
    closedAt: move.becomes === 'closed' ? now : move.becomes === 'active' ? null : item.closedAt,
    ...(move.becomes === 'dismissed' && dismissal
      ? { dismissalKind: dismissal.kind, duplicateOf: dismissal.duplicateOf ?? null }
      : {}),
  };
}

const MOVED = ['stage', 'status', 'cycle', 'loop', 'dismissalKind', 'duplicateOf'] as const;

function movedFields(before: Item, after: Item, { waivers }: Advance): FieldChanges {
  const pick = (item: Item) => Object.fromEntries(MOVED.map((field) => [field, item[field]]));
  const used: FieldChanges = waivers && waivers.length > 0 ? { waivers: { from: null, to: waivers } } : {};
  return { ...changesBetween(pick(before), pick(after)), ...used };
}
