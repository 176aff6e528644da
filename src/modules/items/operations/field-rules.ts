import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { type FieldProblem, refuseFields } from '../../../kernel/errors/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Members, Units } from '../../people/index.js';
import { contradictionsIn, type ItemFields } from '../domain/item-fields.js';

const NO_MEMBER = { en: 'is no member of this workspace', 'zh-CN': '不是本工作区的成员' };
const NO_UNIT = { en: 'is no unit of this workspace in use', 'zh-CN': '不是本工作区在用的部门' };
const NO_METRIC = { en: 'is not in the metric dictionary', 'zh-CN': '指标字典中没有该指标' };

/** Checks the fields of an item against each other and against the workspace, and refuses all that is wrong at once. */
@Injectable()
export class FieldRules {
  constructor(
    private readonly members: Members,
    private readonly units: Units,
  ) {}

  /** @param others what else is wrong, to be told in one answer */
  async check(tx: Tx, actor: Actor, fields: Partial<ItemFields>, others: readonly FieldProblem[] = []): Promise<void> {
    refuseFields([
      ...others,
      ...contradictionsIn(fields),
      ...(await this.unknownPeople(tx, actor, fields)),
      ...(await this.unknownUnit(tx, actor, fields)),
      ...(await unknownMetric(tx, actor, fields)),
    ]);
  }

  private async unknownPeople(
    tx: Tx,
    actor: Actor,
    { ownerId, sponsorId }: Partial<ItemFields>,
  ): Promise<FieldProblem[]> {
    const named = Object.entries({ ownerId, sponsorId }).filter((entry): entry is [string, string] =>
      Boolean(entry[1]),
    );
    const strangers = await this.members.strangersAmong(
      tx,
      actor.workspace.id,
      named.map(([, id]) => id),
    );
    return named
      .filter(([, id]) => strangers.includes(id))
      .map(([field]) => ({ field, code: 'no_member', message: NO_MEMBER }));
  }

  /** The department an item gets from its owner, when nobody names one. */
  async unitOfOwner(
    tx: Tx,
    actor: Actor,
    { ownerId, unitId }: Partial<ItemFields>,
  ): Promise<Pick<ItemFields, 'unitId'> | null> {
    const ownersUnit = unitId === undefined ? await this.units.of(tx, actor.workspace.id, ownerId) : null;
    return ownersUnit === null ? null : { unitId: ownersUnit };
  }

  private async unknownUnit(tx: Tx, actor: Actor, { unitId }: Partial<ItemFields>): Promise<FieldProblem[]> {
    if (!unitId || (await this.units.exists(tx, actor.workspace.id, unitId))) return [];
    return [{ field: 'unitId', code: 'no_unit', message: NO_UNIT }];
  }
}

// Read by SQL: the dictionary is a module of its own, which this one may not import; the foreign key guards the rest.
async function unknownMetric(tx: Tx, actor: Actor, { goalMetric }: Partial<ItemFields>): Promise<FieldProblem[]> {
  if (!goalMetric) return [];
  const found = await tx.query<unknown[]>('SELECT 1 FROM metrics WHERE workspace_id = $1 AND code = $2', [
    actor.workspace.id,
    goalMetric,
  ]);
  return found.length > 0 ? [] : [{ field: 'goalMetric', code: 'no_metric', message: NO_METRIC }];
}
