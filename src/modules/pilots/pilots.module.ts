import { Module } from '@nestjs/common';

/** Trials on a part of the users, and the referee who judges them. */
@Module({})
export class PilotsModule {}
