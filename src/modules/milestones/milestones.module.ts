import { Module } from '@nestjs/common';

/** The dated nodes of an item, one for each stage still to come. */
@Module({})
export class MilestonesModule {}
