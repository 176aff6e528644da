import { type Role, ROLES } from '../../../kernel/actor/index.js';
import { cellOf, confidentialCellOf, type ItemAction } from '../domain/policy.js';
import { ANY, type Cell, NONE, type Relation } from '../domain/relation.js';

/** Who looks, as SQL: placeholders (`$1`) or columns (`m.role`). */
export interface Viewer {
  readonly userId: string;
  readonly role: string;
}

/** Who would act. */
export interface Candidate extends Viewer {
  /** The departments whose items are his own: an array of ids. */
  readonly reach: string;
  /** Whether the record in question is assigned to him. */
  readonly isAssigned: boolean;
}

/** What a relation is in the tables; `item` is the alias of the row of `items`. */
const RELATION_SQL: Record<Exclude<Relation, 'assignee' | 'unit'>, (item: string, userId: string) => string> = {
  owner: (item, userId) => `${item}.owner_id = ${userId}`,
  sponsor: (item, userId) => `${item}.sponsor_id = ${userId}`,
  team: (item, userId) =>
    `EXISTS (SELECT 1 FROM item_team_members seat WHERE seat.item_id = ${item}.id AND seat.user_id = ${userId})`,
};

/**
 * The condition under which a person sees an item, for every list that shows items or what belongs to them: the same
 * row of the policy that `maySeeConfidential` reads.
 *
 * @param item alias of the row of `items`
 */
export function seesItem(item: string, { userId, role }: Viewer): string {
  const anyway = ROLES.filter((name) => confidentialCellOf(name) === ANY);
  const involved = ROLES.flatMap((name) => conditionsOf(name, item, { userId, role }));
  const open = [`NOT ${item}.confidential`, ...(anyway.length > 0 ? [`${role} IN (${quoted(anyway)})`] : [])];
  return `(${[...open, ...new Set(involved)].join(' OR ')})`;
}

/**
 * The condition under which the policy lets a person do something to an item or to a record below it: the same row that
 * `may` reads.
 *
 * @param item alias of the row of `items`
 */
export function mayDoTo(action: ItemAction, item: string, who: Candidate): string {
  const cells = new Map<Cell, Role[]>();
  for (const role of ROLES) {
    const cell = cellOf(role, action);
    cells.set(cell, [...(cells.get(cell) ?? []), role]);
  }
  const conditions = [...cells].flatMap(([cell, roles]) => {
    if (cell === NONE) return [];
    const isOfRole = `${who.role} IN (${quoted(roles)})`;
    return [typeof cell === 'string' ? isOfRole : `${isOfRole} AND ${isRelatedTo(cell, item, who)}`];
  });
  return `(${conditions.join(' OR ') || 'false'})`;
}

/** The condition under which a person is at least one of these to an item. */
export function isRelatedTo(relations: readonly Relation[], item: string, who: Candidate): string {
  const conditions = relations.map((relation) => {
    if (relation === 'assignee') return String(who.isAssigned);
    if (relation === 'unit') return `${item}.unit_id IS NULL OR ${item}.unit_id = ANY(${who.reach})`;
    return RELATION_SQL[relation](item, who.userId);
  });
  return `(${conditions.join(' OR ')})`;
}

function conditionsOf(name: Role, item: string, { userId, role }: Viewer): string[] {
  const cell = confidentialCellOf(name);
  if (typeof cell === 'string') return [];
  const roles = ROLES.filter((other) => confidentialCellOf(other) === cell);
  const related = cell.map((relation) => {
    // A task or a department shows nobody what is confidential; should the policy say so one day, lists must learn it.
    if (relation === 'assignee' || relation === 'unit') throw new Error(`no list knows the relation "${relation}"`);
    return RELATION_SQL[relation](item, userId);
  });
  return [`${role} IN (${quoted(roles)}) AND (${related.join(' OR ')})`];
}

function quoted(roles: readonly Role[]): string {
  return roles.map((role) => `'${role}'`).join(', ');
}
