import type { Role } from '../../../kernel/actor/index.js';

export interface RoleOfGroup {
  readonly group: string;
  readonly role: Role;
}

/**
 * The role of somebody in these groups: the first of the table that names one of them, so whoever writes the table says
 * which goes before. Undefined when none does: he has no business in the workspace.
 *
 * @param claim as the provider sent it: a list of texts, or one text
 */
export function roleOfGroups(table: readonly RoleOfGroup[], claim: unknown): Role | undefined {
  const groups = Array.isArray(claim) ? claim : [claim];
  return table.find(({ group }) => groups.includes(group))?.role;
}
