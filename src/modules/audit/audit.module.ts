import { Global, Module } from '@nestjs/common';

import { SealEventsSweep } from './jobs/seal-events.sweep.js';
import { Journal } from './operations/journal.js';
import { SealEvents } from './operations/seal-events.operation.js';
import { TrailRepository } from './persistence/trail.repository.js';
import { ListEvents } from './queries/list-events.query.js';

/** The trail that everyone writes and nobody changes, and the seals that prove it. */
@Global()
@Module({
  providers: [TrailRepository, Journal, SealEvents, SealEventsSweep, ListEvents],
  exports: [Journal, ListEvents, SealEvents],
})
export class AuditModule {}
