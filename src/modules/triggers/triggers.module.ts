import { Module } from '@nestjs/common';

/** Rules that watch metrics and open items. */
@Module({})
export class TriggersModule {}
