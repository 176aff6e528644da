import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { reportingLine } from '../domain/reporting-line.js';
import { Unit } from '../persistence/unit.entity.js';
import { type Member, MEMBER_NOUN, Members } from './members.query.js';

export interface MemberInLine extends Member {
  readonly unitName: string | null;
  /** Whom he reports to: follows from the units. */
  readonly reportsTo: string | null;
  readonly reportsToName: string | null;
}

/** Who belongs to a workspace, in which department, below whom. */
@Injectable()
export class MemberDirectory {
  constructor(
    private readonly transactions: Transactions,
    private readonly members: Members,
  ) {}

  async list({ workspace }: Actor): Promise<MemberInLine[]> {
    const members = await this.members.listEver(workspace.id);
    const units = await this.transactions.reader.findBy(Unit, { workspaceId: workspace.id });
    const nameOf = (userId: string | null) => members.find((member) => member.userId === userId)?.name ?? null;
    return members.map((member) => {
      const [reportsTo = null] = reportingLine(units, member.unitId, member.userId);
      const unitName = units.find(({ id }) => id === member.unitId)?.name ?? null;
      return { ...member, unitName, reportsTo, reportsToName: nameOf(reportsTo) };
    });
  }

  /** @throws DomainError not_found */
  async one(actor: Actor, userId: string): Promise<MemberInLine> {
    const found = (await this.list(actor)).find((member) => member.userId === userId);
    if (!found) throw notFound(MEMBER_NOUN);
    return found;
  }
}
