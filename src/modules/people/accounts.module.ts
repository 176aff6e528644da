import { Module } from '@nestjs/common';

import { ErasureController } from './http/erasure.controller.js';
import { ApiKeysController } from './http/api-keys.controller.js';
import { SessionsController } from './http/sessions.controller.js';
import { ApiKeys } from './operations/api-keys.operation.js';
import { Attempts } from './operations/attempts.js';
import { ComposeLockedOut } from './operations/compose-locked-out.mail.js';
import { EndSessions } from './operations/end-sessions.operation.js';
import { SignInThrottle } from './operations/sign-in-throttle.js';
import { UnlockMember } from './operations/unlock-member.operation.js';
import { ApiKeysRepository } from './persistence/api-keys.repository.js';
import { ListApiKeys } from './queries/api-keys.query.js';
import { Sessions } from './queries/sessions.query.js';
import { Workspaces } from './queries/workspaces.query.js';
import { InvitationsController } from './http/invitations.controller.js';
import { PasswordController } from './http/password.controller.js';
import { SetupController } from './http/setup.controller.js';
import { AcceptInvitation } from './operations/accept-invitation.operation.js';
import { AccountTrail } from './operations/account-trail.js';
import { ChangePassword } from './operations/change-password.operation.js';
import { CompletePasswordReset } from './operations/complete-password-reset.operation.js';
import { ComposeInvitation } from './operations/compose-invitation.mail.js';
import { ComposePasswordChanged } from './operations/compose-password-changed.mail.js';
import { ComposePasswordReset } from './operations/compose-password-reset.mail.js';
import { CreateFirstAdmin } from './operations/create-first-admin.operation.js';
import { ErasePerson } from './operations/erase-person.operation.js';
import { InviteMember } from './operations/invite-member.operation.js';
import { OfferFirstAdmin } from './operations/offer-first-admin.operation.js';
import { OfferPasswordReset } from './operations/offer-password-reset.operation.js';
import { ReportLostInvitations } from './operations/report-lost-invitations.sweep.js';
import { OneTimeLinks } from './operations/one-time-links.js';
import { RemoveStaleGuesses, RemoveStaleLinks } from './operations/remove-stale-links.sweep.js';
import { RequestPasswordReset } from './operations/request-password-reset.operation.js';
import { ResendInvitation } from './operations/resend-invitation.operation.js';
import { RevokeInvitation } from './operations/revoke-invitation.operation.js';
import { SetPassword } from './operations/set-password.js';
import { AccountsRepository } from './persistence/accounts.repository.js';
import { SessionsRepository } from './persistence/sessions.repository.js';
import { OpenInvitations } from './queries/open-invitations.query.js';

/** How people come by an account and keep it: links, passwords, sessions; and how it ends. */
@Module({
  controllers: [
    ApiKeysController,
    ErasureController,
    InvitationsController,
    PasswordController,
    SessionsController,
    SetupController,
  ],
  providers: [
    AccountsRepository,
    SessionsRepository,
    AccountTrail,
    OneTimeLinks,
    ReportLostInvitations,
    SetPassword,
    AcceptInvitation,
    ChangePassword,
    CompletePasswordReset,
    ComposeInvitation,
    ComposePasswordChanged,
    ComposePasswordReset,
    CreateFirstAdmin,
    ErasePerson,
    InviteMember,
    OfferFirstAdmin,
    OfferPasswordReset,
    RemoveStaleGuesses,
    RemoveStaleLinks,
    RequestPasswordReset,
    ResendInvitation,
    RevokeInvitation,
    OpenInvitations,
    ApiKeys,
    Attempts,
    ComposeLockedOut,
    EndSessions,
    SignInThrottle,
    UnlockMember,
    ApiKeysRepository,
    ListApiKeys,
    Sessions,
    Workspaces,
  ],
  exports: [AccountsRepository, AccountTrail, OfferFirstAdmin, SignInThrottle],
})
export class AccountsModule {}
