import { readConfig } from './config/index.js';
import { MIGRATIONS } from './migrations.js';
import { createDataSource, migrate } from './platform/database/index.js';
import { ENTITIES } from './schema.js';

/** Migrates the database of DATABASE_URL and ends. */
export async function migrateDatabase(url: string): Promise<string[]> {
  const dataSource = await createDataSource({
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    poolSize: 2,
  }).initialize();
  try {
    return await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

if (process.argv[1] === import.meta.filename) {
  const { databaseUrl } = readConfig();
  if (databaseUrl === undefined) throw new Error('DATABASE_URL is required');
  for (const name of await migrateDatabase(databaseUrl)) console.log(`migrated ${name}`);
}
