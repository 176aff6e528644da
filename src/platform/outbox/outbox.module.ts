import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';

import { EventWorker } from './event-worker.js';
import { OutboxRelay } from './outbox-relay.js';
import { Reactions } from './reactions.js';
import { RemoveExpired } from './remove-expired.sweep.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [OutboxRelay, Reactions, EventWorker, RemoveExpired],
  exports: [OutboxRelay, Reactions],
})
export class OutboxModule {}
