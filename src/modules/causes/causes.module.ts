import { Module } from '@nestjs/common';

/** Diagnosis: data sources, and the tree of causes that are confirmed or rejected. */
@Module({})
export class CausesModule {}
