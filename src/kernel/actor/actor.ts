import type { Locale } from '../text/localised.js';

export const ROLES = ['admin', 'lead', 'member', 'auditor'] as const;
/** What a person is in a workspace. */
export type Role = (typeof ROLES)[number];

export interface WorkspaceRef {
  readonly id: string;
  readonly slug: string;
  /** IANA zone in which the workspace's days, weeks and months begin. */
  readonly timeZone: string;
}

export const SOURCES = ['api', 'job', 'import', 'rule'] as const;
/** Through what a change came. */
export type Source = (typeof SOURCES)[number];

/** Who acts, for whom and through what: every change names it in the audit trail. */
export interface Actor {
  /** Null when the product itself acts (a sweep, a rule). */
  readonly userId: string | null;
  readonly name: string;
  /** Id of the person whose task it is, when somebody acts by delegation. */
  readonly onBehalfOf?: string | null;
  /** That person's role, by which the policy judges then. */
  readonly onBehalfRole?: Role;
  /** The session he sits at; left out for a program with a key and for the product itself, which cannot sign. */
  readonly sessionId?: string | null;
  readonly role: Role | 'system';
  readonly workspace: WorkspaceRef;
  readonly source: Source;
  readonly requestId: string;
  readonly locale: Locale;
  /** What the route let him in for; the item he comes to asks whether he may do that to it. */
  readonly action?: string;
}

/** The product itself as an actor in a workspace. */
export function systemActor(workspace: WorkspaceRef, source: 'job' | 'rule', requestId: string): Actor {
  return { userId: null, name: 'system', role: 'system', workspace, source, requestId, locale: 'en' };
}

/** Whether the person acts, or somebody for him: who must not judge his own work must not have it judged for him either. */
export function actsFor({ userId, onBehalfOf }: Actor, person: string | null): boolean {
  return person !== null && (userId === person || onBehalfOf === person);
}

/** By whom the policy judges: the person whose task it is. */
export function principalOf(actor: Actor): Actor {
  const { onBehalfOf, onBehalfRole } = actor;
  return onBehalfOf && onBehalfRole ? { ...actor, userId: onBehalfOf, role: onBehalfRole } : actor;
}
