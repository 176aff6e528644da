import { Module } from '@nestjs/common';

/** Carrying a won pilot to everybody: steps, and the watch window after them. */
@Module({})
export class RolloutsModule {}
