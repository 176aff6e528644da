import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, type FieldProblem, notFound, refuseFields } from '../../../kernel/errors/index.js';
import { type Tx, violatesUnique } from '../../../platform/database/index.js';
import { unitsAbove } from '../domain/reporting-line.js';
import { Unit } from '../persistence/unit.entity.js';
import { Members } from '../queries/members.query.js';
import { UNIT_NOUN } from '../queries/units.query.js';

export interface UnitFields {
  readonly name: string;
  readonly parentId: string | null;
  readonly headId: string | null;
}

const NO_UNIT = { en: 'is no unit of this workspace in use', 'zh-CN': '不是本工作区在用的部门' };
const CIRCLE = { en: 'stands below this unit itself', 'zh-CN': '位于该部门之下,不能作为其上级' };
const NO_MEMBER = { en: 'is no member of this workspace', 'zh-CN': '不是本工作区的成员' };

/** What a unit may look like beside the others. */
@Injectable()
export class UnitRules {
  constructor(private readonly members: Members) {}

  /**
   * Every unit of the workspace, locked until the transaction ends: of two people who put two units below each other at
   * once, the second sees what the first did.
   */
  lockAll(tx: Tx, workspaceId: string): Promise<Unit[]> {
    return tx.find(Unit, { where: { workspaceId }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  }

  /** @throws DomainError not_found, stale_version, conflict (archived) */
  pick(units: readonly Unit[], id: string, version: number): Unit {
    const unit = units.find((candidate) => candidate.id === id);
    if (!unit) throw notFound(UNIT_NOUN);
    if (unit.version !== version) throw new DomainError('stale_version');
    if (unit.archivedAt !== null) throw new DomainError('conflict', { reason: ARCHIVED });
    return unit;
  }

  /**
   * @param id of the unit that would get the fields; null for a new one
   * @throws DomainError invalid_fields
   */
  async check(tx: Tx, actor: Actor, units: readonly Unit[], id: string | null, fields: UnitFields): Promise<void> {
    const { parentId, headId } = fields;
    const strangers = await this.members.strangersAmong(tx, actor.workspace.id, headId === null ? [] : [headId]);
    refuseFields([
      ...parentProblems(units, id, parentId),
      ...strangers.map(() => ({ field: 'headId', code: 'no_member', message: NO_MEMBER })),
    ]);
  }
}

const ARCHIVED = { en: 'This unit is archived.', 'zh-CN': '该部门已归档。' };

function parentProblems(units: readonly Unit[], id: string | null, parentId: string | null): FieldProblem[] {
  if (parentId === null) return [];
  const parent = units.find((unit) => unit.id === parentId && unit.archivedAt === null);
  if (!parent) return [{ field: 'parentId', code: 'no_unit', message: NO_UNIT }];
  const below = unitsAbove(units, parentId).some((unit) => unit.id === id);
  return below ? [{ field: 'parentId', code: 'circle', message: CIRCLE }] : [];
}

/** Two units in use do not bear one name: the database says so, whoever comes second. */
export function refuseTakenName(error: unknown): never {
  if (violatesUnique(error, 'units_name')) throw new DomainError('already_exists', { what: UNIT_NOUN });
  throw error;
}
