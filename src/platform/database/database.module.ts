import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { CONFIG, type Config } from '../../config/index.js';
import { createDataSource, type DataSourceSettings } from './data-source.js';
import { Transactions } from './transactions.js';
import { applicationUrl } from './walls/index.js';

/** Where the database is, under a login that row-level security binds. */
export const DATABASE_URL = Symbol('DATABASE_URL');

@Global()
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  static with(entities: DataSourceSettings['entities']): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: DATABASE_URL,
          inject: [CONFIG],
          useFactory: ({ databaseUrl }: Config) => applicationUrl(requireUrl(databaseUrl)),
        },
        {
          provide: DataSource,
          inject: [DATABASE_URL],
          useFactory: (url: string) => createDataSource({ url, entities }).initialize(),
        },
        Transactions,
      ],
      exports: [DATABASE_URL, DataSource, Transactions],
    };
  }

  /** The last to go: global modules end in the reverse order of their imports, and all others before them. */
  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

function requireUrl(databaseUrl: string | undefined): string {
  if (databaseUrl === undefined) throw new Error('DATABASE_URL is not set and no embedded database was started');
  return databaseUrl;
}
