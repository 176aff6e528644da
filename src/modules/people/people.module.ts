import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';

import { AccessGuard } from './http/access.guard.js';
import { SetupController } from './http/setup.controller.js';
import { ActingFor } from './http/acting-for.js';
import { DelegationsController } from './http/delegations.controller.js';
import { MembersController } from './http/members.controller.js';
import { UnitsController } from './http/units.controller.js';
import { WorkspaceController } from './http/workspace.controller.js';
import { identityProvider } from './identity/identity.provider.js';
import { AcceptInvitation } from './operations/accept-invitation.operation.js';
import { ChangeSettings } from './operations/change-settings.operation.js';
import { CreateFirstAdmin } from './operations/create-first-admin.operation.js';
import { ArchiveUnit } from './operations/archive-unit.operation.js';
import { ChangeUnit } from './operations/change-unit.operation.js';
import { CreateUnit } from './operations/create-unit.operation.js';
import { PlaceMember } from './operations/place-member.operation.js';
import { UnitRules } from './operations/unit-rules.js';
import { GiveDelegation } from './operations/give-delegation.operation.js';
import { RevokeDelegation } from './operations/revoke-delegation.operation.js';
import { InviteMember } from './operations/invite-member.operation.js';
import { OfferFirstAdmin } from './operations/offer-first-admin.operation.js';
import { PresenceModule } from './presence.module.js';
import { AccountsRepository } from './persistence/accounts.repository.js';
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
  imports: [PresenceModule],
  controllers: [SetupController, WorkspaceController, UnitsController, MembersController, DelegationsController],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    identityProvider,
    AccountsRepository,
    ActingFor,
    GiveDelegation,
    RevokeDelegation,
    Delegations,
    AcceptInvitation,
    ChangeSettings,
    CreateFirstAdmin,
    ArchiveUnit,
    ChangeUnit,
    CreateUnit,
    InviteMember,
    PlaceMember,
    UnitRules,
    OfferFirstAdmin,
    MemberDirectory,
    Members,
    Settings,
    Units,
    WhoCalls,
    Workspaces,
  ],
  exports: [Members, Settings, Units, Workspaces, OfferFirstAdmin, identityProvider],
})
export class PeopleModule {}
