import { type DynamicModule, Module } from '@nestjs/common';

import type { Clock } from '../kernel/time/index.js';
import type { Config } from './config.js';

export const CONFIG = Symbol('CONFIG');
export const CLOCK = Symbol('CLOCK');

/** What the product is started with: its configuration and its clock, for everyone to inject. */
@Module({})
export class ConfigModule {
  static with(config: Config, clock: Clock): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: config },
      { provide: CLOCK, useValue: clock },
    ];
    return { module: ConfigModule, global: true, providers, exports: providers };
  }
}
