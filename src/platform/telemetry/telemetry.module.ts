import { Global, Module } from '@nestjs/common';

import { RequestTimes } from './request-times.js';

@Global()
@Module({ providers: [RequestTimes], exports: [RequestTimes] })
export class TelemetryModule {}
