import { spawn } from 'node:child_process';
import { chown, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PostgresBinaries } from './binaries.js';
import { type DataFolder, makePassword } from './data-folder.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { clusterArguments, SERVER_ENVIRONMENT } from './server-settings.js';
import type { ServiceAccount } from './service-account.js';

/**
 * Runs initdb beside the final place and moves the result there in one step, so that an interruption leaves nothing that
 * looks like a database.
 *
 * @throws EmbeddedPostgresError with what initdb complained about first.
 */
export async function createCluster(
  binaries: PostgresBinaries,
  folder: DataFolder,
  account: ServiceAccount,
): Promise<void> {
  await removeInterrupted(folder);
  const staging = await mkdtemp(`${folder.cluster}.new-`);
  const passwordFile = join(staging, 'password');
  const cluster = join(staging, 'cluster');
  await writeFile(passwordFile, await makePassword(folder), { mode: 0o600 });
  await mkdir(cluster, { mode: 0o700 });
  if (account) await Promise.all([staging, passwordFile, cluster].map((it) => chown(it, account.uid, account.gid)));
  try {
    await runInitdb(binaries.initdb, clusterArguments(cluster, passwordFile), folder, account);
    await rename(cluster, folder.cluster);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/**
 * What an earlier, killed initdb left; nobody ever connected to it, so it holds no data. An orphaned initdb may still be
 * writing there; what cannot be removed now goes at a later start.
 */
async function removeInterrupted(folder: DataFolder): Promise<void> {
  const prefix = `${basename(folder.cluster)}.new-`;
  for (const name of await readdir(folder.root)) {
    if (!name.startsWith(prefix)) continue;
    await rm(join(folder.root, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

async function runInitdb(initdb: string, args: string[], folder: DataFolder, account: ServiceAccount): Promise<void> {
  const child = spawn(initdb, args, {
    ...(account && { uid: account.uid, gid: account.gid }),
    cwd: folder.root,
    env: SERVER_ENVIRONMENT,
    // Ctrl-C must reach Node alone, which lets initdb finish and then stops in order.
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const outcome = await new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? '' : `ended with ${signal ?? `code ${code}`}`));
  });
  if (outcome === '') return;
  const lines = complaints.trim().split('\n');
  // The first is the cause; the rest follows from it or tells of tidying up.
  const complaint = lines.find((line) => /\b(error|FATAL|PANIC):/.test(line)) ?? lines.at(-1);
  throw new EmbeddedPostgresError(
    `A new database cannot be made in ${folder.root}: ${complaint || `initdb ${outcome}`}`,
  );
}
