import { type Role, ROLES } from '../../../kernel/actor/index.js';

const EVERYONE = ROLES;
const ADMINS = ['admin'] as const;
const LEADS = ['admin', 'lead'] as const;
const DOERS = ['admin', 'lead', 'member'] as const;

/** Who may do what in a workspace. Every route below a workspace names one of these actions; the rest is refused. */
export const POLICY = {
  'workspace.read': EVERYONE,
  'workspace.manage': ADMINS,
  'members.read': EVERYONE,
  'members.manage': ADMINS,

  'items.read': EVERYONE,
  'items.write': LEADS,
  'items.move': LEADS,
  'waivers.request': LEADS,
  'waivers.approve': LEADS,

  'tasks.read': EVERYONE,
  'tasks.write': LEADS,
  /** A member reports on the tasks that are his; the operation looks whose they are. */
  'tasks.report': DOERS,
  'milestones.read': EVERYONE,
  'milestones.write': LEADS,
  /** Like a task: whoever answers for a milestone says that it is reached. */
  'milestones.report': DOERS,

  'diagnosis.read': EVERYONE,
  'diagnosis.write': DOERS,
  'plan.read': EVERYONE,
  'plan.write': DOERS,
  'plan.approve': LEADS,

  'pilots.read': EVERYONE,
  'pilots.write': LEADS,
  'pilots.record': DOERS,

  'rollouts.read': EVERYONE,
  'rollouts.write': LEADS,
  'rollouts.report': DOERS,

  'reviews.read': EVERYONE,
  'reviews.write': LEADS,
  /** Auditors change nothing but reviews and findings. */
  'reviews.sign': ['admin', 'lead', 'auditor'],
  'knowledge.read': EVERYONE,
  'knowledge.write': LEADS,

  'metrics.read': EVERYONE,
  'metrics.write': LEADS,
  'metrics.record': DOERS,
  'triggers.read': EVERYONE,
  'triggers.write': LEADS,

  'audit.read': ['admin', 'lead', 'auditor'],
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof POLICY;

export function mayDo(role: Role, action: Action): boolean {
  return (POLICY[action] as readonly Role[]).includes(role);
}
