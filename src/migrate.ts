import { type Config, readConfig } from './config/index.js';
import { GRANTS } from './grants.js';
import { MIGRATIONS } from './migrations.js';
import {
  createDataSource,
  ensureApplicationRole,
  grantQueues,
  loginIn,
  mayMigrate,
  migrate,
  putUpWalls,
  requireServerVersion,
} from './platform/database/index.js';
import { QUEUES } from './platform/jobs/index.js';
import { ENTITIES } from './schema.js';
import { databaseProblem } from './start-problems.js';

const NOT_MIGRATED = 'it is not migrated: run node dist/src/migrate.js first';

/**
 * Migrates the database and puts up the walls between its workspaces.
 *
 * @param ownerUrl the login that owns the tables, or will
 * @param applicationUrl the login that the product works with; where it is the owner's, the product works as a role of
 *   its own all the same
 * @returns the names of the migrations that ran
 * @throws Error in one line when the database cannot be used
 */
export async function migrateDatabase(ownerUrl: string, applicationUrl: string = ownerUrl): Promise<string[]> {
  return withDatabase(ownerUrl, async (dataSource) => {
    if (!(await mayMigrate(dataSource))) {
      // The application's own login, given alone: good enough where somebody else has migrated.
      if (await dataSource.showMigrations())
        throw new Error(`${NOT_MIGRATED}, with MIGRATION_DATABASE_URL for the owner`);
      return [];
    }
    return migrate(dataSource, async (client) => {
      const role = await ensureApplicationRole(client, loginIn(applicationUrl, ownerUrl));
      await putUpWalls(client, role, GRANTS);
      await grantQueues(client, role, QUEUES);
    });
  });
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
    if (await dataSource.showMigrations()) throw new Error(NOT_MIGRATED);
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
    const { databaseUrl, migrationDatabaseUrl } = readConfig();
    if (databaseUrl === undefined) throw new Error('DATABASE_URL is required');
    for (const name of await migrateDatabase(migrationDatabaseUrl ?? databaseUrl, databaseUrl)) {
      console.log(`migrated ${name}`);
    }
  } catch (error) {
    for (const line of (error as Error).message.split('\n')) console.error(`shewhart cannot migrate: ${line}`);
    process.exitCode = 1;
  }
}
