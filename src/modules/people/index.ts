export {
  type Action,
  ACTIONS,
  APPROVALS,
  cellOf,
  confidentialCellOf,
  type Doer,
  isJudgedByRelation,
  ITEM_WRITES,
  type ItemAction,
  may,
  mayDo,
  maySeeConfidential,
  permitted,
  POLICY,
  rolesFor,
} from './domain/policy.js';
export { type Relation, type Relations, RELATIONS, whoAre } from './domain/relation.js';
export { type Candidate, isRelatedTo, mayDoTo, seesItem, type Viewer } from './queries/item-visibility.js';
export { Delegations, type Principal } from './queries/delegations.query.js';
export { type Access, ACCESS, Can, Public, SignedIn } from './http/access.js';
export { CallerLimits } from './http/caller-limits.js';
export { limitStrangers } from './http/limit-strangers.js';
export { readDomain, readEmail } from './identity/email-address.js';
export { IDENTITY_PATHS } from './identity/identity-document.js';
export { IDENTITY, type IdentityProvider } from './identity/identity.provider.js';
export { SignInThrottle } from './operations/sign-in-throttle.js';
export { SignInAttempt } from './persistence/sign-in-attempt.entity.js';
export { mountIdentity } from './identity/identity-routes.js';
export { OfferFirstAdmin } from './operations/offer-first-admin.operation.js';
export { type AccountActor, AccountTrail } from './operations/account-trail.js';
export { ForSessions } from './http/key-limits.js';
export { AdmitPerson, type Vouched } from './operations/admit-person.js';
export { type NewSession, OpenSession } from './operations/open-session.js';
export { type GivenPresence, type Presence, ProvePresence } from './operations/prove-presence.operation.js';
export * from './people.module.js';
export type { HeldRecord } from './domain/holding.js';
export { ColumnHoldings } from './operations/column-holdings.js';
export { type Holdings, ProvidesHoldings, type Succession } from './operations/holdings.js';
export { Membership } from './persistence/membership.entity.js';
export { Delegation } from './persistence/delegation.entity.js';
export { Unit } from './persistence/unit.entity.js';
export { OneTimeLink } from './persistence/one-time-link.entity.js';
export { PRESENCE_ENTITIES } from './persistence/presence-entities.js';
export { DEFAULT_SETTINGS, Workspace, type WorkspaceSettings } from './persistence/workspace.entity.js';
export { type Member, Members } from './queries/members.query.js';
export { UNIT_NOUN, Units } from './queries/units.query.js';
export { Settings } from './queries/settings.query.js';
export { type PersonsWorkspace, Workspaces } from './queries/workspaces.query.js';
