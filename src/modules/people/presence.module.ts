import { Global, Module } from '@nestjs/common';

import { PresenceThrottle } from './operations/presence-throttle.js';
import { ProvePresence } from './operations/prove-presence.operation.js';

/** Whether it is still the same person: asked again before what only he may do. */
@Global()
@Module({
  providers: [PresenceThrottle, ProvePresence],
  exports: [ProvePresence],
})
export class PresenceModule {}
