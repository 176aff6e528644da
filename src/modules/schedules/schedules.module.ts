import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';

import { SlipsController } from './http/slips.controller.js';
import { OwedAccess } from './operations/owed-access.js';
import { OwedClock } from './operations/owed-clock.js';
import { OwedKinds } from './operations/owed-kinds.js';
import { ListSlips } from './queries/list-slips.query.js';

/** What the dates of an item and of all that is owed below it mean together. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [SlipsController],
  providers: [ListSlips, OwedAccess, OwedClock, OwedKinds],
  exports: [OwedAccess, OwedClock, OwedKinds],
})
export class SchedulesModule {}
