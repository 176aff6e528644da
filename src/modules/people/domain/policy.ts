import { type Role, ROLES } from '../../../kernel/actor/index.js';
import { ANY, type Cell, NONE, type Relation, type Relations } from './relation.js';

/** The people of the item itself. */
const TEAM = ['owner', 'sponsor', 'team'] as const satisfies readonly Relation[];
/** What a lead answers for: his own items, his team's, his unit's. */
const OURS = [...TEAM, 'unit'] as const satisfies readonly Relation[];
const OWNER = ['owner'] as const satisfies readonly Relation[];
const SPONS = ['sponsor'] as const satisfies readonly Relation[];
/** Whoever owes the record below the item: the task, the milestone, the rollout step. */
const OWED = ['assignee'] as const satisfies readonly Relation[];

const BOTH = [...OURS, ...OWED] as const satisfies readonly Relation[];

type Row = readonly [admin: Cell, lead: Cell, member: Cell, auditor: Cell];

/** What concerns the workspace as a whole: a role may do it or not. */
// prettier-ignore
const OF_WORKSPACE = {
  //                     admin lead  member auditor
  'workspace.read':     [ANY,  ANY,  ANY,   ANY],
  'workspace.manage':   [ANY,  NONE, NONE,  NONE],
  'members.read':       [ANY,  ANY,  ANY,   ANY],
  'members.manage':     [ANY,  NONE, NONE,  NONE],
  'units.read':         [ANY,  ANY,  ANY,   ANY],
  'units.manage':       [ANY,  NONE, NONE,  NONE],
  'delegations.read':   [ANY,  ANY,  ANY,   ANY],
  'delegations.give':   [ANY,  ANY,  ANY,   NONE],
  'items.open':         [ANY,  ANY,  NONE,  NONE],
  'calendars.read':     [ANY,  ANY,  ANY,   ANY],
  'calendars.manage':   [ANY,  NONE, NONE,  NONE],
  'absences.write':     [ANY,  ANY,  ANY,   NONE],
  'absences.write_all': [ANY,  ANY,  NONE,  NONE],
  'escalations.read':   [ANY,  ANY,  ANY,   ANY],
  'escalations.acknowledge': [ANY, ANY, ANY, NONE],
  'escalation_policies.manage': [ANY, NONE, NONE, NONE],
  'recurring.read':     [ANY,  ANY,  ANY,   ANY],
  'recurring.write':    [ANY,  ANY,  NONE,  NONE],
  'recurring.report':   [ANY,  ANY,  ANY,   NONE],
  'webhooks.manage':    [ANY,  NONE, NONE,  NONE],
  'jobs.manage':        [ANY,  NONE, NONE,  NONE],
  'metrics.read':       [ANY,  ANY,  ANY,   ANY],
  'metrics.write':      [ANY,  ANY,  NONE,  NONE],
  'metrics.record':     [ANY,  ANY,  ANY,   NONE],
  'triggers.read':      [ANY,  ANY,  ANY,   ANY],
  'triggers.write':     [ANY,  ANY,  NONE,  NONE],
  // The whole trail: to read, verify and export. An item's own history is items.read.
  'audit.read':         [ANY,  NONE, NONE,  ANY],
} as const satisfies Record<string, Row>;

/**
 * What concerns an item and all that belongs to it: a role may do it to any item, to none, or to those to which the person
 * is one of these. Approvals are any lead's: who stands for something should not stand too near.
 */
// prettier-ignore
const OF_ITEM = {
  //                     admin lead  member auditor
  'items.read':         [ANY,  ANY,  ANY,   ANY],
  'items.write':        [ANY,  OURS, NONE,  NONE],
  'items.move':         [ANY,  OURS, NONE,  NONE],
  'items.restrict':     [ANY,  TEAM, OWNER, NONE],
  'waivers.request':    [ANY,  OURS, NONE,  NONE],
  'waivers.approve':    [ANY,  ANY,  SPONS, NONE],

  'tasks.read':         [ANY,  ANY,  ANY,   ANY],
  'tasks.write':        [ANY,  OURS, NONE,  NONE],
  'tasks.report':       [ANY,  BOTH, OWED,  NONE],
  'milestones.read':    [ANY,  ANY,  ANY,   ANY],
  'milestones.write':   [ANY,  OURS, NONE,  NONE],
  'milestones.report':  [ANY,  BOTH, OWED,  NONE],
  'schedules.write':    [ANY,  OURS, NONE,  NONE],
  'approvals.request':  [ANY,  BOTH, OWED,  NONE],
  // The one who is named in the request owes the decision.
  'approvals.decide':   [ANY,  OWED, OWED,  NONE],

  'diagnosis.read':     [ANY,  ANY,  ANY,   ANY],
  'diagnosis.write':    [ANY,  OURS, TEAM,  NONE],
  'plan.read':          [ANY,  ANY,  ANY,   ANY],
  'plan.write':         [ANY,  OURS, TEAM,  NONE],
  'plan.approve':       [ANY,  ANY,  NONE,  NONE],

  'pilots.read':        [ANY,  ANY,  ANY,   ANY],
  'pilots.write':       [ANY,  OURS, NONE,  NONE],
  'pilots.record':      [ANY,  OURS, TEAM,  NONE],

  'rollouts.read':      [ANY,  ANY,  ANY,   ANY],
  'rollouts.write':     [ANY,  OURS, NONE,  NONE],
  'rollouts.report':    [ANY,  BOTH, OWED,  NONE],

  // Auditors read everything and change nothing but reviews and findings.
  'reviews.read':       [ANY,  ANY,  ANY,   ANY],
  'reviews.write':      [ANY,  OURS, NONE,  NONE],
  'reviews.sign':       [ANY,  ANY,  NONE,  ANY],
  'findings.read':      [ANY,  ANY,  ANY,   ANY],
  'findings.write':     [ANY,  NONE, NONE,  ANY],
  'findings.answer':    [ANY,  OURS, NONE,  NONE],
  'knowledge.read':     [ANY,  ANY,  ANY,   ANY],
  'knowledge.write':    [ANY,  OURS, NONE,  NONE],
  'knowledge.approve':  [ANY,  ANY,  NONE,  NONE],
} as const satisfies Record<string, Row>;

/** Who may do what in a workspace. Every route below a workspace names one of these actions; the rest is refused. */
export const POLICY = { ...OF_WORKSPACE, ...OF_ITEM } as const satisfies Record<string, Row>;

/** What a lead, or the sponsor of an item, may hand over to somebody else for a time. */
export const APPROVALS = [
  'waivers.approve',
  'plan.approve',
  'reviews.sign',
  'knowledge.approve',
  'approvals.decide',
] as const satisfies readonly (keyof typeof OF_ITEM)[];

/** Who sees a confidential item. To everybody else it does not exist, whatever the table says of other items. */
const SEES_CONFIDENTIAL: Row = [ANY, TEAM, TEAM, ANY];

export type Action = keyof typeof POLICY;
export type ItemAction = keyof typeof OF_ITEM;

export const ACTIONS = Object.keys(POLICY) as Action[];
/** What can be done to an item or below it, beside reading: what a page has a button for. */
export const ITEM_WRITES = (Object.keys(OF_ITEM) as ItemAction[]).filter((action) => !action.endsWith('.read'));

/** Who may act: a person with a role, or the product itself, which no table stops. */
export interface Doer {
  readonly role: Role | 'system';
}

const RELATED_ROLES = ROLES.filter((role) =>
  [...ACTIONS.map((action) => cellOf(role, action)), confidentialCellOf(role)].some((cell) => typeof cell !== 'string'),
);

/** The cell of the table: what a person of this role must be to an item to do the action to it. */
export function cellOf(role: Role, action: Action): Cell {
  return (POLICY[action] as Row)[ROLES.indexOf(role)] ?? NONE;
}

/** The roles that may do the action, to whatever it be. */
export function rolesFor(action: Action): Role[] {
  return ROLES.filter((role) => mayDo(role, action));
}

/** Whether there is anything at all that the role may do the action to. */
export function mayDo(role: Role, action: Action): boolean {
  return cellOf(role, action) !== NONE;
}

/** Whether the table ever asks what somebody of this role is to an item. */
export function isJudgedByRelation({ role }: Doer): boolean {
  return role !== 'system' && RELATED_ROLES.includes(role);
}

/** Whether this person may do the action to an item, or to a record below it, that he is this to. */
export function may({ role }: Doer, action: Action, relations: Relations): boolean {
  if (role === 'system') return true;
  return holds(cellOf(role, action), relations);
}

/** Whether this person sees an item that is confidential. */
export function maySeeConfidential({ role }: Doer, relations: Relations): boolean {
  return role === 'system' || holds(confidentialCellOf(role), relations);
}

/** What a person of this role must be to a confidential item to see it. */
export function confidentialCellOf(role: Role): Cell {
  return SEES_CONFIDENTIAL[ROLES.indexOf(role)] ?? NONE;
}

/** Of the given actions, those that this person may do. */
export function permitted<Asked extends Action>(
  doer: Doer,
  relations: Relations,
  asked: readonly Asked[],
): readonly Asked[] {
  return asked.filter((action) => may(doer, action, relations));
}

function holds(cell: Cell, relations: Relations): boolean {
  return typeof cell === 'string' ? cell === ANY : cell.some((relation) => relations[relation] === true);
}
