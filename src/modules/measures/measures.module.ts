import { Module } from '@nestjs/common';

/** The plan: measures that answer confirmed causes, with feasibility, effort, risks and expected effect. */
@Module({})
export class MeasuresModule {}
