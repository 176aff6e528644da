import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor, Role, WorkspaceRef } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { type Clock, type LocalDate, localDateAt } from '../../../kernel/time/index.js';
import { decodeCursor, type Page, pageOf, Transactions, type Tx } from '../../../platform/database/index.js';

export const DELEGATION_NOUN = { en: 'delegation', 'zh-CN': '委托' };

export interface DelegationRow {
  readonly id: string;
  readonly giverId: string;
  readonly giverName: string;
  readonly delegateId: string;
  readonly delegateName: string;
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
  readonly reason: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
  readonly version: number;
  /** Whether it runs today, in the workspace. */
  readonly running: boolean;
}

/** Somebody whose approvals another may do today. */
export interface Principal {
  readonly userId: string;
  readonly role: Role;
}

const SELECT = `
  SELECT d.id, d.giver_id AS "giverId", g.name AS "giverName", d.delegate_id AS "delegateId", t.name AS "delegateName",
    d.from_on AS "fromOn", d.to_on AS "toOn", d.reason, d.created_by AS "createdBy", d.created_at AS "createdAt",
    d.revoked_at AS "revokedAt", d.revoked_by AS "revokedBy", d.version,
    (d.revoked_at IS NULL AND $2::date BETWEEN d.from_on AND d.to_on) AS running
  FROM delegations d JOIN users g ON g.id = d.giver_id JOIN users t ON t.id = d.delegate_id
  WHERE d.workspace_id = $1`;

/** Who has handed approvals to whom. */
@Injectable()
export class Delegations {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first; what is over or revoked only where asked for. */
  async page(
    { workspace }: Actor,
    { ended, limit, cursor }: { ended: boolean; limit: number; cursor?: string },
  ): Promise<Page<DelegationRow>> {
    const params: unknown[] = [workspace.id, this.today(workspace), limit + 1];
    const conditions = ended ? [] : ['d.revoked_at IS NULL', 'd.to_on >= $2::date'];
    if (cursor !== undefined) conditions.push(`d.id < $${params.push(decodeCursor(cursor, 'id')[0])}`);
    const rows = await this.transactions.reader.query<DelegationRow[]>(
      `${[SELECT, ...conditions].join(' AND ')} ORDER BY d.id DESC LIMIT $3`,
      params,
    );
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  /** @throws DomainError not_found */
  async one({ workspace }: Actor, id: string): Promise<DelegationRow> {
    const params = [workspace.id, this.today(workspace), id];
    const [row] = await this.transactions.reader.query<DelegationRow[]>(`${SELECT} AND d.id = $3`, params);
    if (!row) throw notFound(DELEGATION_NOUN);
    return row;
  }

  /** Those whose approvals a person may do today, as long as they are members, with the roles they have now. */
  async principalsOf(workspace: WorkspaceRef, delegateId: string): Promise<Principal[]> {
    return this.transactions.reader.query<Principal[]>(
      `SELECT d.giver_id AS "userId", m.role FROM delegations d
       JOIN memberships m ON m.workspace_id = d.workspace_id AND m.user_id = d.giver_id AND m.deactivated_at IS NULL
       WHERE d.workspace_id = $1 AND d.delegate_id = $2 AND d.revoked_at IS NULL AND $3::date BETWEEN d.from_on AND d.to_on
       ORDER BY d.from_on, d.id`,
      [workspace.id, delegateId, this.today(workspace)],
    );
  }

  /** Who may do a person's approvals today. */
  async standInsFor(workspace: WorkspaceRef, giverId: string, tx: Tx = this.transactions.reader): Promise<string[]> {
    const rows = await tx.query<{ delegate_id: string }[]>(
      `SELECT d.delegate_id FROM delegations d
       WHERE d.workspace_id = $1 AND d.giver_id = $2 AND d.revoked_at IS NULL AND $3::date BETWEEN d.from_on AND d.to_on
       ORDER BY d.from_on, d.id`,
      [workspace.id, giverId, this.today(workspace)],
    );
    return rows.map(({ delegate_id: delegateId }) => delegateId);
  }

  private today({ timeZone }: WorkspaceRef): LocalDate {
    return localDateAt(this.clock.now(), timeZone);
  }
}
