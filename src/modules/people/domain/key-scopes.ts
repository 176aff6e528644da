import { type Action, APPROVALS } from './policy.js';

/** What an API key may be made for. Writing does not include reading: a sensor that reports need not see. */
export const SCOPES = ['items:read', 'items:write', 'metrics:read', 'metrics:write', 'audit:read', 'all'] as const;
/** `all` is whatever its owner may but what is for people: made by admins alone, and seen as such. */
export type Scope = (typeof SCOPES)[number];

/** Nouns of the policy by the part of the product that a scope opens. A noun that is not here is closed to keys with scopes. */
const AREAS: Readonly<Record<string, 'items' | 'metrics' | 'audit'>> = {
  items: 'items',
  tasks: 'items',
  milestones: 'items',
  escalations: 'items',
  waivers: 'items',
  diagnosis: 'items',
  plan: 'items',
  pilots: 'items',
  rollouts: 'items',
  reviews: 'items',
  knowledge: 'items',
  recurring: 'items',
  metrics: 'metrics',
  triggers: 'metrics',
  audit: 'audit',
};

/** What everybody in the workspace may read, any key may. */
const OPEN: readonly string[] = ['workspace.read', 'members.read', 'units.read', 'calendars.read'];

/** Who sees an item at all, and who stands for something, is for a person to say. */
const FOR_PEOPLE: readonly string[] = ['items.restrict', ...APPROVALS];

/** What not even a key for everything may. */
export function isForPeople(action: Action): boolean {
  return FOR_PEOPLE.includes(action);
}

/**
 * The scope that lets a key do an action, on top of what its owner may do.
 *
 * @returns `any` for what every key may, `none` for what no scope opens
 */
export function scopeFor(action: Action): Scope | 'any' | 'none' {
  if (OPEN.includes(action)) return 'any';
  const [noun = '', verb] = action.split('.');
  const area = AREAS[noun];
  if (area === undefined || isForPeople(action)) return 'none';
  const scope = `${area}:${verb === 'read' ? 'read' : 'write'}`;
  return (SCOPES as readonly string[]).includes(scope) ? (scope as Scope) : 'none';
}
