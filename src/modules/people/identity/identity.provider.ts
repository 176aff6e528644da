import type { FactoryProvider } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { CONFIG, type Config } from '../../../config/index.js';
import { poolOf } from '../../../platform/database/index.js';
import { ACCOUNT_WATCH, type AccountWatch } from './account-watch.js';
import { createIdentity, type Identity } from './identity.js';

export const IDENTITY = Symbol('IDENTITY');
export type IdentityProvider = Identity;

export const identityProvider: FactoryProvider<Identity> = {
  provide: IDENTITY,
  inject: [DataSource, CONFIG, ACCOUNT_WATCH],
  useFactory: (dataSource: DataSource, { secret, publicUrl }: Config, watch: AccountWatch) =>
    createIdentity({ pool: poolOf(dataSource), secret, publicUrl, watch }),
};
