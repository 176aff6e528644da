import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, type FieldProblem, notFound, refuseFields } from '../../../kernel/errors/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { digestOf, type Holding, type HoldingKind } from '../domain/holding.js';
import { Membership } from '../persistence/membership.entity.js';
import { MEMBER_NOUN } from '../queries/members.query.js';
import { HoldingsRegistry } from './holdings-registry.js';

export interface Handover {
  /** Of the preview: nothing is moved that was not seen there. */
  readonly digest: string;
  /** Who takes what no other is named for. */
  readonly successorId?: string | null;
  readonly successors?: readonly { readonly kind: HoldingKind; readonly successorId: string }[] | null;
  readonly reason: string;
}

export interface HoldingsShown {
  readonly holdings: readonly Holding[];
  readonly digest: string;
}

/** They end instead of passing on. */
const ENDING: HoldingKind = 'delegations';

const NO_SUCCESSOR = { en: 'say who takes these', 'zh-CN': '请指定接手人' };
const NO_MEMBER = { en: 'is no member of this workspace', 'zh-CN': '不是本工作区的成员' };
const SELF = { en: 'must be somebody else', 'zh-CN': '不能是本人' };
const AUDITOR = { en: 'is an auditor, who answers for nothing but reviews', 'zh-CN': '为审计员,不能接手' };

/** Passes on everything that a member holds (E-12): previewed, then moved in one transaction, each with its event. */
@Injectable()
export class HandoverMember {
  constructor(
    private readonly transactions: Transactions,
    private readonly registry: HoldingsRegistry,
    private readonly journal: Journal,
  ) {}

  /** @throws DomainError not_found */
  async preview(actor: Actor, userId: string): Promise<HoldingsShown> {
    return this.transactions.run(async (tx) => {
      const { id: workspaceId } = actor.workspace;
      if (!(await tx.existsBy(Membership, { workspaceId, userId }))) throw notFound(MEMBER_NOUN);
      const holdings = await this.registry.list(tx, workspaceId, userId);
      return { holdings, digest: digestOf(holdings) };
    });
  }

  /**
   * @returns how many records were moved or ended
   * @throws DomainError not_found, invalid_fields, stale_version when the holdings are not those of the preview
   */
  async run(actor: Actor, userId: string, handover: Handover): Promise<number> {
    return this.transactions.run(async (tx) => {
      const people = await this.lockPeople(tx, actor, userId, handover);
      const holdings = await this.registry.list(tx, actor.workspace.id, userId);
      if (digestOf(holdings) !== handover.digest) throw new DomainError('stale_version');
      refuseFields([
        ...problemsWithPeople(userId, handover, people),
        ...(await this.problemsWithRecords(tx, holdings, handover)),
      ]);
      for (const holding of holdings) {
        const succession = { from: userId, to: successorOf(holding.kind, handover) ?? userId };
        await this.registry.of(holding.kind).move(tx, actor, holding, succession);
      }
      await this.journal.record(tx, actor, {
        type: 'member.handed_over',
        subject: { type: 'member', id: userId },
        changes: { holdings: { from: holdings.length, to: 0 } },
        reason: handover.reason,
      });
      return holdings.length;
    });
  }

  /** Nothing new is given to any of them until the transaction ends: whoever gives takes the same rows, shared. */
  private async lockPeople(tx: Tx, actor: Actor, userId: string, handover: Handover): Promise<Membership[]> {
    const people = await tx
      .createQueryBuilder(Membership, 'member')
      .where('member.workspaceId = :workspaceId AND member.userId IN (:...people)', {
        workspaceId: actor.workspace.id,
        people: [userId, ...namedIn(handover)],
      })
      .orderBy('member.userId')
      .setLock('pessimistic_write')
      .getMany();
    if (!people.some((member) => member.userId === userId)) throw notFound(MEMBER_NOUN);
    return people;
  }

  private async problemsWithRecords(tx: Tx, holdings: readonly Holding[], handover: Handover): Promise<FieldProblem[]> {
    const problems: FieldProblem[] = [];
    for (const holding of holdings.filter(({ kind }) => kind !== ENDING)) {
      const field = `successors.${holding.kind}`;
      const to = successorOf(holding.kind, handover);
      if (to === null) {
        if (problems.some((problem) => problem.field === field)) continue;
        problems.push({ field, code: 'successor_needed', message: NO_SUCCESSOR });
        continue;
      }
      const message = await this.registry.of(holding.kind).objection?.(tx, holding, to);
      if (message) problems.push({ field, code: 'cannot_take', message });
    }
    return problems;
  }
}

function successorOf(kind: HoldingKind, { successorId, successors }: Handover): string | null {
  return successors?.find((other) => other.kind === kind)?.successorId ?? successorId ?? null;
}

function namedIn({ successorId, successors }: Handover): string[] {
  return [...(successorId ? [successorId] : []), ...(successors ?? []).map((other) => other.successorId)];
}

function problemsWithPeople(userId: string, handover: Handover, people: readonly Membership[]): FieldProblem[] {
  const named = [
    ...(handover.successorId ? [{ field: 'successorId', id: handover.successorId }] : []),
    ...(handover.successors ?? []).map(({ kind, successorId }) => ({ field: `successors.${kind}`, id: successorId })),
  ];
  return named.flatMap(({ field, id }) => {
    const member = people.find((person) => person.userId === id);
    if (!member || member.deactivatedAt !== null) return [{ field, code: 'no_member', message: NO_MEMBER }];
    if (id === userId) return [{ field, code: 'self', message: SELF }];
    return member.role === 'auditor' ? [{ field, code: 'auditor', message: AUDITOR }] : [];
  });
}
