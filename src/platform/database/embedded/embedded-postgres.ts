import { findBinaries, type PostgresBinaries } from './binaries.js';
import { createCluster } from './cluster-creation.js';
import { type DataFolder, hasCluster, openDataFolder, readPassword } from './data-folder.js';
import { EmbeddedPostgresError, reasonOf } from './embedded-postgres-error.js';
import { lockFolder } from './folder-lock.js';
import { admitApplication, connectOwner } from './owner-connection.js';
import { findSurvivor, launch, type Postmaster, stopPostmaster, whenGone, whenReady } from './postmaster.js';
import { lastComplaint, openServerLog } from './server-log.js';
import { freePort, serverArguments } from './server-settings.js';
import { checkPassable, chooseServiceAccount, giveTo, type ServiceAccount } from './service-account.js';

/** Between our choice of a free port and the server's claim on it somebody else may take it. */
const PORT_ATTEMPTS = 3;
const SHUTDOWN_LIMIT_MS = 60_000;

export interface EmbeddedPostgresOptions {
  /** Made when missing; holds the database, its password and its log. */
  dataDir: string;
  /** Created when missing. */
  database?: string;
  /** TCP port on 127.0.0.1; any free one when left out. */
  port?: number;
  /** Receives a line whenever something happens that a waiting person would like to know. */
  log?: (line: string) => void;
  /** Further arguments of `postgres`, such as `['-c', 'fsync=off']` for tests. */
  postgresFlags?: string[];
}

export interface EmbeddedPostgres {
  /** Connection string of the database's owner, who makes its tables. */
  readonly url: string;
  /** Connection string of the application's role, which owns nothing; good until the next start. */
  readonly applicationUrl: string;
  /** Stops the server and lets the folder go. May be called more than once. */
  stop(): Promise<void>;
}

/** Everything the steps of one start have in common. */
interface Start {
  binaries: PostgresBinaries;
  folder: DataFolder;
  account: ServiceAccount;
  options: EmbeddedPostgresOptions;
  report: (line: string) => void;
}

/**
 * Starts a real PostgreSQL on this machine, or attaches to the one that a killed process of ours left running on the
 * same folder. Never deletes data.
 *
 * @throws EmbeddedPostgresError when the folder is in use by a live process, damaged, out of reach, or not ours.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries();
  const folder = await openDataFolder(options.dataDir);
  const lock = await lockFolder(folder.lock, folder.root).catch(explain(folder));
  try {
    const account = await chooseServiceAccount(folder.cluster);
    const { server, url, applicationUrl } = await bringUp({
      binaries,
      folder,
      account,
      options,
      report: options.log ?? (() => {}),
    });
    let stopping: Promise<void> | undefined;
    return {
      url,
      applicationUrl,
      stop: () => (stopping ??= stopPostmaster(server, binaries).finally(() => lock.release())),
    };
  } catch (error) {
    await lock.release();
    return explain(folder)(error);
  }
}

/** The system's own refusals (a full disk, a folder made read-only) also become one line that names the folder. */
function explain(folder: DataFolder): (error: unknown) => never {
  return (error) => {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw new EmbeddedPostgresError(`The database in ${folder.root} cannot start: ${reasonOf(error)}`);
  };
}

async function bringUp(start: Start): Promise<{ server: Postmaster; url: string; applicationUrl: string }> {
  const { binaries, folder, account, report } = start;
  await checkPassable(account, [folder.root, binaries.postgres]);
  if (!(await hasCluster(folder))) {
    report(`Creating the database in ${folder.root}`);
    await createCluster(binaries, folder, account);
  }
  await giveTo(account, folder.cluster);
  const password = await readPassword(folder);
  const { server, port, adopted } = (await adoptSurvivor(start)) ?? (await startServer(start));
  try {
    const url = await connectOwner({ port, password, cluster: folder.cluster }, databaseOf(start));
    return { server, url, applicationUrl: await admitApplication(url) };
  } catch (error) {
    // What we started we stop; a survivor that does not let us in may be serving somebody.
    if (!adopted) await stopPostmaster(server, binaries);
    throw error;
  }
}

interface ReadyServer {
  server: Postmaster;
  port: number;
  adopted: boolean;
}

async function adoptSurvivor({ binaries, folder, options, report }: Start): Promise<ReadyServer | undefined> {
  const survivor = await findSurvivor(folder.cluster);
  if (survivor === undefined) return undefined;
  report(`Attaching to the database that is already running (process ${survivor.pid})`);
  const port = await whenReady(survivor, folder.cluster, { path: folder.log, from: 0 }, report);
  if (port !== undefined && (options.port ?? port) === port) return { server: survivor, port, adopted: true };
  if (port !== undefined) await stopPostmaster(survivor, binaries);
  await whenGone(survivor, SHUTDOWN_LIMIT_MS);
  return undefined;
}

async function startServer(start: Start): Promise<ReadyServer> {
  const { binaries, folder, account, options, report } = start;
  for (let attempt = 1; ; attempt++) {
    const wantedPort = options.port ?? (await freePort());
    const log = await openServerLog(folder.log);
    const server = await launch({
      binaries,
      cluster: folder.cluster,
      account,
      arguments: serverArguments(wantedPort, options.postgresFlags ?? []),
      log,
    }).finally(() => log.handle.close());
    const port = await whenReady(server, folder.cluster, log, report);
    if (port !== undefined) return { server, port, adopted: false };
    const complaint = await lastComplaint(log);
    const portWasTaken = /could not (bind|create any TCP\/IP sockets)/.test(complaint);
    if (portWasTaken && options.port === undefined && attempt < PORT_ATTEMPTS) continue;
    throw new EmbeddedPostgresError(
      `The database in ${folder.cluster} cannot start: ${complaint} (log: ${folder.log})`,
    );
  }
}

function databaseOf({ options }: Start): string {
  return options.database ?? 'shewhart';
}
