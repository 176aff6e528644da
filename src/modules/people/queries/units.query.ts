import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { nearestHead, reportingLine, unitsInReach } from '../domain/reporting-line.js';
import { Membership } from '../persistence/membership.entity.js';
import { Unit } from '../persistence/unit.entity.js';

export const UNIT_NOUN = { en: 'unit', 'zh-CN': '部门' };

export interface UnitRow {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly headId: string | null;
  readonly headName: string | null;
  /** How many people belong to it itself. */
  readonly members: number;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
  readonly version: number;
}

const SELECT = `
  SELECT t.id, t.name, t.parent_id AS "parentId", t.head_id AS "headId", u.name AS "headName",
    (SELECT count(*)::int FROM memberships m WHERE m.workspace_id = t.workspace_id AND m.unit_id = t.id) AS members,
    t.created_at AS "createdAt", t.archived_at AS "archivedAt", t.version
  FROM units t LEFT JOIN users u ON u.id = t.head_id WHERE t.workspace_id = $1`;

/** The departments of a workspace, and who reports to whom. */
@Injectable()
export class Units {
  constructor(private readonly transactions: Transactions) {}

  /** By name. A workspace has tens of units, some hundreds at the most, so they come without pages. */
  list(workspaceId: string, withArchived: boolean): Promise<UnitRow[]> {
    const which = withArchived ? '' : 'AND t.archived_at IS NULL';
    return this.transactions.reader.query<UnitRow[]>(`${SELECT} ${which} ORDER BY t.name, t.id`, [workspaceId]);
  }

  /** @throws DomainError not_found */
  async one({ workspace }: Actor, id: string): Promise<UnitRow> {
    const rows = await this.transactions.reader.query<UnitRow[]>(`${SELECT} AND t.id = $2`, [workspace.id, id]);
    if (!rows[0]) throw notFound(UNIT_NOUN);
    return rows[0];
  }

  /** Whom a person reports to, nearest first: what an escalation climbs. */
  async reportingLine(workspaceId: string, userId: string, tx: Tx = this.transactions.reader): Promise<string[]> {
    const { units, unitId } = await this.around(tx, workspaceId, userId);
    return reportingLine(units, unitId, userId);
  }

  /** The first in the reporting line of each of these people, as far as they have one. */
  async headsOfPeople(workspaceId: string, userIds: readonly string[], tx: Tx): Promise<ReadonlyMap<string, string>> {
    const units = await tx.findBy(Unit, { workspaceId });
    const members = await tx.findBy(Membership, { workspaceId, userId: In([...userIds]) });
    const places = new Map(members.map(({ userId, unitId }) => [userId, unitId]));
    return new Map(
      userIds.flatMap((userId) => {
        const [head] = reportingLine(units, places.get(userId) ?? null, userId);
        return head === undefined ? [] : [[userId, head] as const];
      }),
    );
  }

  /** The nearest head of each of these units, as far as there is one. */
  async headsOfUnits(workspaceId: string, unitIds: readonly string[], tx: Tx): Promise<ReadonlyMap<string, string>> {
    const units = unitIds.length === 0 ? [] : await tx.findBy(Unit, { workspaceId });
    return new Map(
      unitIds.flatMap((unitId) => {
        const head = nearestHead(units, unitId);
        return head === null ? [] : [[unitId, head] as const];
      }),
    );
  }

  /** The units whose items are the person's own: his, those he heads, and all below these. */
  async inReach(workspaceId: string, userId: string, tx: Tx = this.transactions.reader): Promise<string[]> {
    const { units, unitId } = await this.around(tx, workspaceId, userId);
    return unitsInReach(units, unitId, userId);
  }

  /** The unit a person belongs to; null for somebody without one and for nobody. */
  async of(tx: Tx, workspaceId: string, userId: string | null | undefined): Promise<string | null> {
    if (userId == null) return null;
    return (await tx.findOneBy(Membership, { workspaceId, userId }))?.unitId ?? null;
  }

  /** Whether the id names a unit of the workspace that is in use. */
  async exists(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      'SELECT 1 FROM units WHERE workspace_id = $1 AND id = $2 AND archived_at IS NULL FOR SHARE',
      [workspaceId, id],
    );
    return rows.length > 0;
  }

  private async around(tx: Tx, workspaceId: string, userId: string) {
    const unitId = await this.of(tx, workspaceId, userId);
    return { units: await tx.findBy(Unit, { workspaceId }), unitId };
  }
}
