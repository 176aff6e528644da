import { Module } from '@nestjs/common';

import { SlipsController } from './http/slips.controller.js';
import { ListSlips } from './queries/list-slips.query.js';

/** What the dates of an item and of all that is owed below it mean together. */
@Module({
  controllers: [SlipsController],
  providers: [ListSlips],
})
export class SchedulesModule {}
