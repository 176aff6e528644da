import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';

import { SnakeNaming } from './snake-naming.js';
import { ServingPool } from './walls/index.js';

const DATE_OID = 1082;
const BIGINT_OID = 20;
// A local date has no instant: as text it cannot shift by a zone. Our bigints count rows and events, far below 2^53.
pg.types.setTypeParser(DATE_OID, (text) => text);
pg.types.setTypeParser(BIGINT_OID, Number);

export interface DataSourceSettings {
  readonly url: string;
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  /** Paths or globs of the migrations; none for a process that does not migrate. */
  readonly migrations?: string[];
  readonly poolSize?: number;
}

/** One pool per process, shared by the ORM, the identity tables and bare queries. */
export function createDataSource({ url, entities, migrations = [], poolSize = 20 }: DataSourceSettings): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    driver: { ...pg, Pool: ServingPool },
    entities,
    migrations,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    logging: false,
    installExtensions: false,
    applicationName: 'shewhart',
    poolSize,
    connectTimeoutMS: 5_000,
    extra: { keepAlive: true },
  });
}

/** The `pg` pool below the data source. */
export function poolOf(dataSource: DataSource): pg.Pool {
  return (dataSource.driver as unknown as { master: pg.Pool }).master;
}
