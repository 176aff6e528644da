import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';

import { SealEventsSweep } from './jobs/seal-events.sweep.js';
import { Companions } from './operations/companions.js';
import { EraseFromTrail } from './operations/erase-from-trail.operation.js';
import { Journal } from './operations/journal.js';
import { ReportFailures } from './operations/report-failures.js';
import { SealEvents } from './operations/seal-events.operation.js';
import { TrailRepository } from './persistence/trail.repository.js';
import { ExportTrail } from './queries/export-trail.query.js';
import { ListEvents } from './queries/list-events.query.js';
import { ListSeals } from './queries/list-seals.query.js';
import { VerifyTrail } from './queries/verify-trail.query.js';
import { WalkTrail } from './queries/walk-trail.query.js';

/** The trail that everyone writes and nobody changes, and the seals that prove it. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    TrailRepository,
    Companions,
    Journal,
    ReportFailures,
    EraseFromTrail,
    SealEvents,
    SealEventsSweep,
    ListEvents,
    ListSeals,
    WalkTrail,
    VerifyTrail,
    ExportTrail,
  ],
  exports: [Journal, ReportFailures, EraseFromTrail, SealEvents, ListEvents, ListSeals, VerifyTrail, ExportTrail],
})
export class AuditModule {}
