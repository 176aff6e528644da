import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { CONFIG, type Config } from '../../config/index.js';
import { createDataSource, type DataSourceSettings } from './data-source.js';
import { DATABASE_URL } from './database-url.js';
import { Listener } from './listener.js';
import { Transactions } from './transactions.js';
import { applicationUrl } from './walls/index.js';

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
        Listener,
        Transactions,
      ],
      exports: [DATABASE_URL, DataSource, Listener, Transactions],
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
