import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { type Actor, actsFor } from '../../../kernel/actor/index.js';
import { DomainError, notFound, refuseFields } from '../../../kernel/errors/index.js';
import { type Clock, localDateAt } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { type GivenSignature, Sign } from '../../signatures/index.js';
import type { GateName } from '../domain/item-lifecycle.js';
import { GateRegistry } from '../gates/gate-registry.js';
import { Waiver } from '../persistence/waiver.entity.js';
import { ItemAccess } from './item-access.js';

export interface WaiverRequest {
  readonly gate: GateName;
  readonly reason: string;
  readonly expiresOn: string;
  readonly beforeAfterDeclaration?: string | null;
}

/** The pilot is not waived but skipped (L-06): by its own transition, with a waiver that the sponsor approves. */
const SKIPPABLE: GateName = 'pilot-is-won';
const NOT_WAIVABLE = { en: 'this gate cannot be waived', 'zh-CN': '该关卡不可豁免' };
const IN_THE_PAST = { en: 'must not lie in the past', 'zh-CN': '不能早于今天' };
export const WAIVER_NOUN = { en: 'waiver', 'zh-CN': '豁免' };
const REFUSED = { en: 'The waiver was refused; ask for another.', 'zh-CN': '该豁免已被拒绝,请重新申请。' };
const SOMEBODY_ELSE = { en: 'somebody other than who asked for it', 'zh-CN': '申请人以外的人' };

/** Asks for, and approves, leave to pass a gate unmet. */
@Injectable()
export class WaiveGate {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly gates: GateRegistry,
    private readonly journal: Journal,
    private readonly sign: Sign,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async request(actor: Actor, key: string, request: WaiverRequest): Promise<Waiver> {
    return this.transactions.run(async (tx) => {
      const item = await this.access.forWork(tx, actor, key);
      const today = localDateAt(this.clock.now(), actor.workspace.timeZone);
      const waivable = this.gates.isWaivable(request.gate) || request.gate === SKIPPABLE;
      refuseFields([
        ...(waivable ? [] : [{ field: 'gate', code: 'not_waivable', message: NOT_WAIVABLE }]),
        ...(request.expiresOn < today ? [{ field: 'expiresOn', code: 'in_the_past', message: IN_THE_PAST }] : []),
      ]);
      const waiver = tx.create(Waiver, {
        ...request,
        id: newId(),
        workspaceId: item.workspaceId,
        itemId: item.id,
        cycle: item.cycle,
        requestedBy: actor.userId ?? '',
        requestedAt: this.clock.now(),
        approvedBy: null,
        approvedOnBehalfOf: null,
        approvedAt: null,
        ...{ refusedBy: null, refusedOnBehalfOf: null, refusedAt: null, refusalReason: null },
      });
      await tx.insert(Waiver, waiver);
      await this.journal.record(tx, actor, {
        type: 'waiver.requested',
        subject: { type: 'waiver', id: waiver.id },
        itemId: item.id,
        changes: { gate: { from: null, to: request.gate }, expiresOn: { from: null, to: request.expiresOn } },
        reason: request.reason,
      });
      return waiver;
    });
  }

  async approve(
    actor: Actor,
    key: string,
    waiverId: string,
    signature: GivenSignature | null | undefined,
  ): Promise<Waiver> {
    const ready = await this.sign.prepare(actor, signature);
    return this.transactions.run(async (tx) => {
      const item = await this.access.forWork(tx, actor, key);
      const waiver = await tx.findOne(Waiver, {
        where: { id: waiverId, itemId: item.id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!waiver) throw notFound(WAIVER_NOUN);
      if (actsFor(actor, waiver.requestedBy)) throw new DomainError('not_yours', { who: SOMEBODY_ELSE });
      if (waiver.refusedAt !== null) throw new DomainError('conflict', { reason: REFUSED });
      if (waiver.approvedAt !== null) return waiver;
      const { userId: approvedBy, onBehalfOf: approvedOnBehalfOf = null } = actor;
      const approval = { approvedBy, approvedOnBehalfOf, approvedAt: this.clock.now() };
      await tx.update(Waiver, { id: waiver.id }, approval);
      const signed = await this.sign.put(tx, actor, ready, {
        action: 'waiver.approve',
        subject: { type: 'waiver', id: waiver.id },
        item,
        content: { waiver: { ...waiver, ...approval } },
      });
      await this.journal.record(tx, actor, {
        type: 'waiver.approved',
        subject: { type: 'waiver', id: waiver.id },
        itemId: item.id,
        changes: { approvedBy: { from: null, to: actor.userId }, ...signed },
      });
      return Object.assign(waiver, approval);
    });
  }
}
