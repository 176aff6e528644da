import { Module } from '@nestjs/common';

/** The metric dictionary and its points. */
@Module({})
export class MetricsModule {}
