import { Global, Module } from '@nestjs/common';

import { SecondFactorController } from './http/second-factor.controller.js';
import { ACCOUNT_WATCH } from './identity/account-watch.js';
import { AdmitPerson } from './operations/admit-person.js';
import { OpenSession } from './operations/open-session.js';
import { PresenceThrottle } from './operations/presence-throttle.js';
import { ProvePresence } from './operations/prove-presence.operation.js';
import { RequireSecondFactor } from './operations/require-second-factor.operation.js';
import { ResetSecondFactor } from './operations/reset-second-factor.operation.js';
import { SecondFactors } from './operations/second-factors.js';
import { WatchAccounts } from './operations/watch-accounts.js';
import { SecondFactorState } from './queries/second-factor-state.query.js';

/** Whether it is really he: second factors, and being asked again before what only one person may do. */
@Global()
@Module({
  controllers: [SecondFactorController],
  providers: [
    AdmitPerson,
    OpenSession,
    PresenceThrottle,
    ProvePresence,
    RequireSecondFactor,
    ResetSecondFactor,
    SecondFactors,
    SecondFactorState,
    WatchAccounts,
    { provide: ACCOUNT_WATCH, useExisting: WatchAccounts },
  ],
  exports: [AdmitPerson, OpenSession, ProvePresence, ACCOUNT_WATCH],
})
export class PresenceModule {}
