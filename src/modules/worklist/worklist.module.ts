import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';

import { MyWorkController } from './http/my-work.controller.js';
import { ApprovalsAwaited } from './queries/approvals-awaited.query.js';
import { MyWork } from './queries/my-work.query.js';
import { WorkSources } from './queries/work-sources.registry.js';

/** What each person owes, whichever module's records say so. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [MyWorkController],
  providers: [ApprovalsAwaited, MyWork, WorkSources],
  exports: [ApprovalsAwaited, MyWork],
})
export class WorklistModule {}
