import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';

import { AccessGuard } from './http/access.guard.js';
import { SetupController } from './http/setup.controller.js';
import { WorkspaceController } from './http/workspace.controller.js';
import { identityProvider } from './identity/identity.provider.js';
import { AcceptInvitation } from './operations/accept-invitation.operation.js';
import { ChangeSettings } from './operations/change-settings.operation.js';
import { CreateFirstAdmin } from './operations/create-first-admin.operation.js';
import { InviteMember } from './operations/invite-member.operation.js';
import { OfferFirstAdmin } from './operations/offer-first-admin.operation.js';
import { AccountsRepository } from './persistence/accounts.repository.js';
import { Members } from './queries/members.query.js';
import { Settings } from './queries/settings.query.js';
import { WhoCalls } from './queries/who-calls.query.js';
import { Workspaces } from './queries/workspaces.query.js';

/** Accounts, workspaces, roles, and the guard before every route. */
@Global()
@Module({
  controllers: [SetupController, WorkspaceController],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    identityProvider,
    AccountsRepository,
    AcceptInvitation,
    ChangeSettings,
    CreateFirstAdmin,
    InviteMember,
    OfferFirstAdmin,
    Members,
    Settings,
    WhoCalls,
    Workspaces,
  ],
  exports: [Members, Settings, OfferFirstAdmin, identityProvider],
})
export class PeopleModule {}
