import { type Config, readConfig } from './config/index.js';
import { MIGRATIONS } from './migrations.js';
import { createDataSource, migrate, requireServerVersion } from './platform/database/index.js';
import { ENTITIES } from './schema.js';
import { databaseProblem } from './start-problems.js';

/**
 * Migrates the database of that address.
 *
 * @returns the names of the migrations that ran
 * @throws Error in one line when the database cannot be used
 */
export async function migrateDatabase(url: string): Promise<string[]> {
  return withDatabase(url, migrate);
}

/**
 * For a process that does not migrate.
 *
 * @returns the address of the database
 * @throws Error in one line when there is none, it cannot be used, or migrations are missing
 */
export async function requireMigratedDatabase({ databaseUrl }: Pick<Config, 'databaseUrl'>): Promise<string> {
  if (databaseUrl === undefined) throw new Error('DATABASE_URL is required: only npm start brings its own database');
  await withDatabase(databaseUrl, async (dataSource) => {
    if (await dataSource.showMigrations()) throw new Error('it is not migrated: run node dist/src/migrate.js first');
  });
  return databaseUrl;
}

type DataSource = Parameters<typeof migrate>[0];

async function withDatabase<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const dataSource = createDataSource({ url, entities: ENTITIES, migrations: MIGRATIONS, poolSize: 2 });
  try {
    await dataSource.initialize();
    await requireServerVersion(dataSource);
    return await work(dataSource);
  } catch (error) {
    throw databaseProblem(url, error);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

if (process.argv[1] === import.meta.filename) {
  try {
    const { databaseUrl } = readConfig();
    if (databaseUrl === undefined) throw new Error('DATABASE_URL is required');
    for (const name of await migrateDatabase(databaseUrl)) console.log(`migrated ${name}`);
  } catch (error) {
    for (const line of (error as Error).message.split('\n')) console.error(`shewhart cannot migrate: ${line}`);
    process.exitCode = 1;
  }
}
