import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';

import { AccountsModule } from './accounts.module.js';
import { AccessGuard } from './http/access.guard.js';
import { ActingFor } from './http/acting-for.js';
import { CallerLimits } from './http/caller-limits.js';
import { DelegationsController } from './http/delegations.controller.js';
import { HandoverController } from './http/handover.controller.js';
import { MembersController } from './http/members.controller.js';
import { UnitsController } from './http/units.controller.js';
import { WorkspaceController } from './http/workspace.controller.js';
import { identityProvider } from './identity/identity.provider.js';
import { ChangeSettings } from './operations/change-settings.operation.js';
import { ArchiveUnit } from './operations/archive-unit.operation.js';
import { ChangeUnit } from './operations/change-unit.operation.js';
import { CreateUnit } from './operations/create-unit.operation.js';
import { PlaceMember } from './operations/place-member.operation.js';
import { UnitRules } from './operations/unit-rules.js';
import { DeactivateMember } from './operations/deactivate-member.operation.js';
import { DelegationsHeld } from './operations/delegations-held.js';
import { HandoverMember } from './operations/handover-member.operation.js';
import { HoldingsRegistry } from './operations/holdings-registry.js';
import { UnitsHeaded } from './operations/units-headed.js';
import { GiveDelegation } from './operations/give-delegation.operation.js';
import { RevokeDelegation } from './operations/revoke-delegation.operation.js';
import { PresenceModule } from './presence.module.js';
import { Delegations } from './queries/delegations.query.js';
import { MemberDirectory } from './queries/member-directory.query.js';
import { Units } from './queries/units.query.js';
import { Members } from './queries/members.query.js';
import { Settings } from './queries/settings.query.js';
import { WhoCalls } from './queries/who-calls.query.js';
import { Workspaces } from './queries/workspaces.query.js';

/** Accounts, workspaces, roles, and the guard before every route. */
@Global()
@Module({
  imports: [AccountsModule, DiscoveryModule, PresenceModule],
  controllers: [WorkspaceController, UnitsController, MembersController, DelegationsController, HandoverController],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    identityProvider,
    ActingFor,
    CallerLimits,
    GiveDelegation,
    DelegationsHeld,
    DeactivateMember,
    HandoverMember,
    HoldingsRegistry,
    UnitsHeaded,
    RevokeDelegation,
    Delegations,
    ChangeSettings,
    ArchiveUnit,
    ChangeUnit,
    CreateUnit,
    PlaceMember,
    UnitRules,
    MemberDirectory,
    Members,
    Settings,
    Units,
    WhoCalls,
    Workspaces,
  ],
  exports: [Delegations, Members, Settings, Units, Workspaces, AccountsModule, identityProvider],
})
export class PeopleModule {}
