import { type Role, ROLES } from '../../../kernel/actor/index.js';
import { confidentialCellOf } from '../domain/policy.js';
import { ANY, type Relation } from '../domain/relation.js';

/** Who looks, as SQL: placeholders (`$1`) or columns (`m.role`). */
export interface Viewer {
  readonly userId: string;
  readonly role: string;
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
